package io.todevice.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.domain.MatrixException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A number in the query")
class QueryReaderTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "30000, 30000",
    "9007199254740991, 9007199254740991",
    "-9007199254740991, -9007199254740991",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "1e3, 1000",
    "1.5E+1, 15",
    "1.0, 1",
    "0e999999999, 0",
  })
  @DisplayName("is a whole one of 64 bits in every form in which a body may have it")
  void whole(String text, long value) {
    assertThat(reader(text).findInteger("n")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e999999999",
        "1e-1",
        "1e-999999999",
        "1.5",
        "01",
        "+1",
        " 1",
        "1e",
        "0x1",
        "١",
        "",
      })
  @DisplayName("is refused where it is no whole one, or one of more bits")
  void notWhole(String text) {
    assertThatThrownBy(() -> reader(text).findInteger("n"))
        .isInstanceOf(MatrixException.class)
        .hasMessageContaining("'n'");
  }

  @ParameterizedTest
  @CsvSource({"1.25, 1.25", "-1e3, -1000", "1e-999999999, 0", "1e308, 1e308"})
  @DisplayName("is any within the range of a double")
  void number(String text, double value) {
    assertThat(reader(text).findNumber("n")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "-1e999999999", "NaN", "Infinity", "1f", ".5", "1."})
  @DisplayName("is refused where it is beyond that range, or none")
  void noNumber(String text) {
    assertThatThrownBy(() -> reader(text).findNumber("n")).isInstanceOf(MatrixException.class);
  }

  private static QueryReader reader(String value) {
    return new QueryReader(name -> List.of(value));
  }
}
