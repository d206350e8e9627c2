package io.todevice.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text from outside on one line")
class OneLineTest {

  @Test
  @DisplayName("breaks no line, controls no terminal, and hides nothing")
  void controlCharacters() {
    assertThat(OneLine.of("a\r\nb\nc\rd\u2028e\u2029f\u0085g\tg\u001b[31mh\0i\u007fj\u009bk"))
        .isEqualTo("a?b?c?d?e?f?g?g?[31mh?i?j?k");
    assertThat(OneLine.of("a\u202eb\u200bc\ud800d\ue000e")).isEqualTo("a?b?c?d?e");
  }

  @Test
  @DisplayName("is otherwise as it was")
  void others() {
    assertThat(OneLine.of("ä 'b' {} \\n 😀")).isEqualTo("ä 'b' {} \\n 😀");
  }

  @Test
  @DisplayName("keeps its lines and tabs where these are harmless, and nothing else")
  void lines() {
    assertThat(OneLine.ofEach("a\r\nb\n\tc\u001b[31m\rd\u202e\ud800\uffff\u0085"))
        .isEqualTo("a\nb\n\tc?[31m?d????");
    assertThat(Html.escape("<a\u001b>\n'\"&")).isEqualTo("&lt;a?&gt;\n&#39;&quot;&amp;");
    assertThat(Markdown.escape("a\n|\u202e*")).isEqualTo("a?\\|?\\*");
  }

  @Test
  @DisplayName("is quoted whole up to 60 characters, and cut beyond them")
  void quotes() {
    assertThat(OneLine.quote("a\nb")).isEqualTo("'a?b'");
    assertThat(OneLine.quote("a".repeat(60))).isEqualTo("'" + "a".repeat(60) + "'");
    assertThat(OneLine.quote("a".repeat(61))).isEqualTo("'" + "a".repeat(60) + "...'");
  }
}
