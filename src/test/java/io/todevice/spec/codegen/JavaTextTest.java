package io.todevice.spec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "a\"b",
        "a\\b",
        "\\",
        "\\n",
        "a\nb\t\r",
        "\u0000" + "7",
        "\u0001",
        "é",
        "it's"
      })
  void javaReadsTheTextThatWasMeant(String text) {
    assertThat(JavaText.escape(text))
        .doesNotContain("\n", "\r", "\t")
        .satisfies(escaped -> assertThat(escaped.translateEscapes()).isEqualTo(text));
  }
}
