package io.todevice.strict.check;

import io.todevice.strict.journal.Rule;
import java.util.List;
import java.util.Locale;

/** Whether a JSON body says that it is one. Servers take it anyway (S7). */
final class ContentTypeCheck implements Check {

  @Override
  public void check(Examination seen, Findings findings) {
    boolean wantsJson =
        seen.documented().filter(operation -> !operation.jsonBody().isMissingNode()).isPresent();
    if (!wantsJson || seen.exchange().request().body().length == 0) {
      return;
    }
    List<String> types =
        seen.exchange().request().headers().getOrDefault("content-type", List.of());
    if (types.isEmpty()) {
      findings.add(Rule.CONTENT_TYPE, "there is no Content-Type");
    } else if (types.stream().noneMatch(ContentTypeCheck::isJson)) {
      findings.add(Rule.CONTENT_TYPE, "Content-Type is another one");
    }
  }

  private static boolean isJson(String type) {
    String name = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return name.equals("application/json");
  }
}
