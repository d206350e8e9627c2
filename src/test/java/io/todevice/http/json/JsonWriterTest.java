package io.todevice.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Writing JSON")
class JsonWriterTest {

  private final JsonWriter writer = new JsonWriter(new JsonMapper());

  @ParameterizedTest
  @ValueSource(ints = {1, 7_990, 131_070, 131_071, 500_000})
  @DisplayName("A value of any length is written whole")
  void anyLength(int length) {
    List<String> value = List.of("é".repeat(length / 2), "x".repeat(length % 2), "end");

    byte[] written = writer.write(value);

    assertThat(new String(written, StandardCharsets.UTF_8))
        .isEqualTo(
            "[\"" + "é".repeat(length / 2) + "\",\"" + "x".repeat(length % 2) + "\",\"end\"]");
  }

  @Test
  @DisplayName("F2: memory for a long value is asked for once, by its exact length")
  void asksForMemory() {
    List<Integer> asked = new ArrayList<>();

    byte[] written = writer.write(List.of("x".repeat(200_000)), asked::add).orElseThrow();

    assertThat(written).hasSize(200_004);
    assertThat(asked).containsExactly(200_004);
  }

  @Test
  @DisplayName("F2: a long value is not made where its memory is refused; a short one needs none")
  void refused() {
    assertThat(writer.write(List.of("x".repeat(200_000)), length -> false)).isEmpty();
    assertThat(writer.write(List.of("x"), length -> false)).isPresent();
  }
}
