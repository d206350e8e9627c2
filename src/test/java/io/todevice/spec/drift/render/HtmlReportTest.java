package io.todevice.spec.drift.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report as HTML")
class HtmlReportTest {

  private static final Pattern ELEMENT = Pattern.compile("<(/?)([a-z][a-z0-9]*)[^<>]*>");

  @Test
  @DisplayName("shows the numbers and every change")
  void whole() {
    assertThat(HtmlReport.of(Reports.small()))
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("<h1>What changed from v1 to v2</h1>")
        .contains("2 operations before, 3 now, 2 of them served.")
        .contains("<dt>breaks clients</dt><dd><strong>2</strong><small>and 1 not served")
        .contains("<li data-impacts=\"clients code\">")
        .contains("<del>maxItems 1</del> <ins>maxItems 2</ins>")
        .contains("response 200 <span class=\"step\">›</span> b")
        .contains("<dt>Implemented by</dt><dd><code>a.SyncResource</code>")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  @DisplayName("shows how texts differ, and says once what several operations have in common")
  void textsAndShared() {
    assertThat(HtmlReport.of(Reports.small()))
        .contains("<del>an old</del> <ins>a new</ins> text", "old/response 200 › a.yaml:3:5");
    assertThat(HtmlReport.of(Reports.shared(20)))
        .containsOnlyOnce("HTTP bearer")
        .contains("<h3>In 20 operations</h3>");
  }

  @Test
  @DisplayName("needs nothing from outside, and says so to the browser")
  void selfContained() {
    assertThat(HtmlReport.of(Reports.small()))
        .contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
        .doesNotContain("http:", "https:", "src=", "href=", "url(", "@import", "<link", "<img");
  }

  @Test
  @DisplayName("lets nothing from outside be markup")
  void hostile() {
    String page = HtmlReport.of(Reports.hostile());
    assertThat(page)
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert", "\u001b", "\u202e");
    assertThat(page.split("<script>", -1)).hasSize(2);
    assertThat(ELEMENT.matcher(withoutCode(page)).results().map(tag -> tag.group(1) + tag.group(2)))
        .filteredOn(tag -> tag.contains("script"))
        .containsExactly("script", "/script");
  }

  @Test
  @DisplayName("closes what it opens")
  void wellFormed() {
    java.util.Deque<String> open = new java.util.ArrayDeque<>();
    ELEMENT
        .matcher(withoutCode(HtmlReport.of(Reports.small())))
        .results()
        .filter(tag -> !tag.group(2).matches("meta|input"))
        .forEach(
            tag -> {
              if (tag.group(1).isEmpty()) {
                open.push(tag.group(2));
              } else {
                assertThat(open.pop()).isEqualTo(tag.group(2));
              }
            });
    assertThat(open).isEmpty();
  }

  @Test
  @DisplayName("says so where nothing has changed")
  void empty() {
    assertThat(HtmlReport.of(Reports.empty()))
        .contains("Nothing has changed.")
        .doesNotContain("<form", "<h2>Served");
  }

  private static String withoutCode(String page) {
    return page.replaceAll("(?s)<style>.*</style>", "<style></style>")
        .replaceAll("(?s)<script>\\n.*</script>", "<script></script>");
  }
}
