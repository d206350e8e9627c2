package io.todevice.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Writing JSON")
class JsonWriterTest {

  /** Strings that come again, and others of the same lengths. */
  private static final List<String> OFTEN = List.of("", "ab", "cd", "ab", "abcdefghij", "\"\"");

  private final JsonWriter writer = new JsonWriter(new JsonMapper());

  @ParameterizedTest
  @ValueSource(ints = {1, 7_990, 131_070, 131_071, 500_000})
  @DisplayName("A value of any length is written whole")
  void anyLength(int length) {
    List<String> value = List.of("é".repeat(length / 2), "x".repeat(length % 2), "end");

    byte[] written = writer.write(value);

    assertThat(new String(written, UTF_8))
        .isEqualTo(
            "[\"" + "é".repeat(length / 2) + "\",\"" + "x".repeat(length % 2) + "\",\"end\"]");
  }

  @Test
  @DisplayName("F2: memory for a long value is asked for once, by its exact length")
  void asksForMemory() {
    List<Integer> asked = new ArrayList<>();

    JsonText written = writer.write(List.of("x".repeat(200_000)), asked::add).orElseThrow();

    assertThat(written.length()).isEqualTo(200_004);
    assertThat(asked).containsExactly(200_004);
  }

  @Test
  @DisplayName("F2: a long value is not made where its memory is refused; a short one needs none")
  void refused() {
    assertThat(writer.write(List.of("x".repeat(200_000)), length -> false)).isEmpty();
    assertThat(writer.write(List.of("x"), length -> false)).isPresent();
  }

  @Test
  @DisplayName("S4: a text stays as it is until it is closed, whatever else its thread writes")
  void nested() {
    try (JsonText outer = writer.write(List.of("outer"), length -> true).orElseThrow()) {
      assertThat(writer.write(List.of("inner text"))).asString(UTF_8).isEqualTo("[\"inner text\"]");
      assertThat(new String(outer.buffer(), 0, outer.length(), UTF_8)).isEqualTo("[\"outer\"]");
    }
  }

  @Test
  @DisplayName("Values are written as Jackson writes them, whatever room there is")
  void asJackson() throws Exception {
    Random random = new Random(7);
    JsonMapper jackson = new JsonMapper();
    for (int i = 0; i < 3_000; i++) {
      Object value = Collections.singletonList(value(random, 4));
      byte[] expected = jackson.writeValueAsBytes(value);
      byte[] room = new byte[random.nextInt(expected.length + 8)];
      JsonOutput output = new JsonOutput(room, jackson);

      output.value(value);

      assertThat(output.length()).isEqualTo(expected.length);
      if (room.length >= expected.length) {
        assertThat(Arrays.copyOf(room, expected.length)).isEqualTo(expected);
      }
      assertThat(writer.write(value)).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("A member without a value is left out, or null where the object has it in any case")
  void absentAndNull() {
    JsonModel model =
        json -> {
          json.beginObject();
          json.member(JsonOutput.name("a"), null);
          json.memberOrNull(JsonOutput.name("b"), null);
          json.memberOrNull(JsonOutput.name("c"), 1);
          json.endObject();
        };

    assertThat(writer.write(model)).asString(UTF_8).isEqualTo("{\"b\":null,\"c\":1}");
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 10)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> random.nextInt();
      case 4 -> random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
      case 5 -> new BigInteger(200, random);
      case 6 -> text(random);
      case 7 -> OFTEN.get(random.nextInt(OFTEN.size()));
      case 8 -> {
        List<@Nullable Object> list = new ArrayList<>();
        IntStream.range(0, random.nextInt(4)).forEach(i -> list.add(value(random, depth - 1)));
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        IntStream.range(0, random.nextInt(4))
            .forEach(i -> map.put(text(random), value(random, depth - 1)));
        yield map;
      }
    };
  }

  private static String text(Random random) {
    int[] limits = {0x20, 0x7f, 0x80, 0x100, 0x3000, 0xe000, 0x110000};
    return random
        .ints(random.nextInt(12), 0, limits[random.nextInt(limits.length)])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  @DisplayName("Half of a surrogate pair, which has no UTF-8, is written as an escape")
  void surrogates() {
    assertThat(writer.write(List.of("a\ud83d"))).asString(UTF_8).isEqualTo("[\"a\\uD83D\"]");
  }
}
