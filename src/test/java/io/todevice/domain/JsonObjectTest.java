package io.todevice.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A JSON object")
class JsonObjectTest {

  @ParameterizedTest
  @CsvSource({"{}, true", "'{\"a\":[1]}', true", "[{}], false", "'\"{}\"', false", "1, false"})
  @DisplayName("is known as one wherever its text comes from, and nothing else is")
  void isKnown(String text, boolean isObject) {
    JsonValue value = JsonValue.of(text.getBytes(UTF_8));

    assertThat(value instanceof JsonObject).isEqualTo(isObject);
    assertThat(value).hasToString(text);
  }

  @ParameterizedTest
  @DisplayName("K4: keeps its own bytes with one more member")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                  | {\"u\":[1]}",
        "{ }                 | { \"u\":[1]}",
        "{\"a\" : 1.0}       | {\"a\" : 1.0,\"u\":[1]}",
        "{\"\u00e4\":{\"u\":2} } | {\"\u00e4\":{\"u\":2} ,\"u\":[1]}"
      })
  void with(String text, String whole) {
    JsonObject object = JsonObject.of(text.getBytes(UTF_8));

    assertThat(object.with("u", JsonValue.of("[1]".getBytes(UTF_8)))).hasToString(whole);
    assertThat(object).hasToString(text);
  }
}
