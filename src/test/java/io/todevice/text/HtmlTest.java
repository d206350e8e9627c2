package io.todevice.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("HTML")
class HtmlTest {

  @Test
  @DisplayName("takes text into elements and attributes as nothing but text")
  void text() {
    assertThat(page(Html.of("<p title=\"{}\">{}</p>", "\" onclick='x'", "<b>&\u001b\u202e")))
        .contains("<p title=\"&quot; onclick=&#39;x&#39;\">&lt;b&gt;&amp;")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  @DisplayName("takes parts as they are, and a value that looks like a place as text")
  void parts() {
    Html part = Html.of("<i>{}</i>", "{}");

    assertThat(page(Html.of("{}|{}|{}|{}", part, List.of(part, "<"), Stream.of(part), 1)))
        .contains("<i>{}</i>|<i>{}</i>&lt;|<i>{}</i>|1");
    assertThat(page(Html.joined("<br>", Stream.of(part, part)))).contains("<i>{}</i><br><i>{}</i>");
    assertThat(page(Html.when(false, "<b>{}</b>", "a"))).doesNotContain("<b>");
  }

  @Test
  @DisplayName("has as many values as places")
  void places() {
    assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{}{}", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{}", "a", "b"));
  }

  @Test
  @DisplayName("of a page allows no script where it has none")
  void scripts() {
    assertThat(page(Html.NONE)).contains("default-src 'none'").doesNotContain("script");
    assertThat(Html.page("t", Html.NONE, Html.of("f()"), Html.NONE))
        .contains("script-src 'unsafe-inline'", "<script>\nf()</script>");
  }

  private static String page(Html body) {
    return Html.page("t", Html.NONE, Html.NONE, body);
  }
}
