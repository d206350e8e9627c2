"use strict";
(() => {
  const form = document.querySelector(".filters");
  if (!form) {
    return;
  }
  const apply = () => {
    const wanted = form.elements.operation.value.trim().toLowerCase();
    const impacts = new Set(
      [...form.querySelectorAll("input[name=impact]:checked")].map((box) => box.value));
    let operations = 0;
    let changes = 0;
    for (const operation of document.querySelectorAll(".operation")) {
      const isNamed = operation.dataset.operation.includes(wanted);
      let visible = 0;
      for (const change of operation.querySelectorAll("li[data-impacts]")) {
        const isShown =
          isNamed && change.dataset.impacts.split(" ").some((impact) => impacts.has(impact));
        change.hidden = !isShown;
        visible += isShown ? 1 : 0;
      }
      operation.hidden = visible === 0;
      operations += visible === 0 ? 0 : 1;
      changes += visible;
    }
    for (const section of document.querySelectorAll("section:has(.operation)")) {
      section.hidden = !section.querySelector(".operation:not([hidden])");
    }
    const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
    form.querySelector("output").value =
      `${plural(changes, "change")} in ${plural(operations, "operation")}`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
