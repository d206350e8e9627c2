package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain                  | plain",
        "a `b` c                | a <code>b</code> c",
        "``b``                  | <code>b</code>",
        "`a` and `b`            | <code>a</code> and <code>b</code>",
        "a ` b                  | a ` b",
        "a < b > c & d          | a &lt; b &gt; c &amp; d",
        "`Map<String>`          | <code>Map&lt;String&gt;</code>",
        "end */ of /* comment   | end *&#47; of &#47;* comment",
        "{@link X} @param       | {&#64;link X} &#64;param",
        "\\u002a/ C:\\users \\  | &#92;u002a/ C:&#92;users &#92;",
        "[t](https://x/y)       | <a href=\"https://x/y\">t</a>",
        "[t](/y/#z)             | <a href=\"https://spec.matrix.org/latest/y/#z\">t</a>",
        "[t](#z)                | <a href=\"https://spec.matrix.org/latest/client-server-api/#z\">t</a>",
        "[`t`](/y)              | <a href=\"https://spec.matrix.org/latest/y\"><code>t</code></a>",
        "[$1](https://x/$2\\n)  | <a href=\"https://x/$2&#92;n\">$1</a>",
        "[t](x\"y)              | <a href=\"x&quot;y\">t</a>",
        "[a][b] (c) [d]         | [a][b] (c) [d]",
        "**bold**               | **bold**",
        "~~                     | ~~",
      })
  void markdownBecomesWhatACommentCanHold(String markdown, String javadoc) {
    assertThat(Javadoc.ofText(markdown)).isEqualTo(javadoc);
  }

  @Test
  void linesAndParagraphsGoOnAsInAComment() {
    assertThat(Javadoc.ofText("\n  one\ntwo  \n\n \n\nthree\n"))
        .isEqualTo("one\n   * two\n   *\n   * <p>three");
  }

  @Test
  void anOperationHasItsSummaryItsDescriptionAndItsFile() {
    assertThat(
            Javadoc.ofOperation(
                yaml("{summary: Do it, description: Really., x-source: 'a.yaml#/paths/~1a/get'}")))
        .isEqualTo("Do it.\n   *\n   * <p>Really.\n   *\n   * <p>From <code>a.yaml</code>.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "summary: Do it.    | Do it.",
        "description: A.    | A.",
        "operationId: a     | ''",
      })
  void whateverOfThemThereIs(String operation, String javadoc) {
    assertThat(Javadoc.ofOperation(yaml(operation))).isEqualTo(javadoc);
  }
}
