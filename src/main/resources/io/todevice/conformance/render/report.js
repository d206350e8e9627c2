"use strict";
(() => {
  const form = document.querySelector(".filters");
  const cases = [...document.querySelectorAll(".case")];
  const apply = () => {
    const wanted = form.elements.text.value.trim().toLowerCase();
    const outcomes = new Set(
      [...form.querySelectorAll("input[name=outcome]:checked")].map((box) => box.value));
    let shown = 0;
    for (const each of cases) {
      const isShown = outcomes.has(each.dataset.outcome)
        && each.querySelector("summary").textContent.toLowerCase().includes(wanted);
      each.hidden = !isShown;
      shown += isShown ? 1 : 0;
    }
    for (const clause of document.querySelectorAll(".clause")) {
      clause.hidden = !clause.querySelector(".case:not([hidden])");
    }
    form.querySelector("output").value = `${shown} of ${cases.length} cases`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
