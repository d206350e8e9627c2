package io.todevice.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.todevice.domain.MatrixException;
import io.todevice.model.DefineFilterRequest;
import io.todevice.model.RegisterRequestAuth;
import io.todevice.model.SendToDeviceRequest;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Reading bodies, compared with Jackson's own parser")
@Tag("proof")
class JsonReaderDifferenceTest {

  private static final JsonReader READER = new JsonReader(JsonMappers.create());

  private static final List<Type> TYPES =
      List.of(SendToDeviceRequest.class, RegisterRequestAuth.class, DefineFilterRequest.class);

  /** Pieces of JSON, right and wrong, that texts are put together from. */
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          " ",
          "\n",
          "\u0001",
          "\u007f",
          "\ufeff",
          "é",
          "😀",
          "0",
          "1",
          "-",
          "+",
          ".",
          "e",
          "E5",
          "01",
          "-0",
          "-0.0e-0",
          "1e400",
          "1e-400",
          "NaN",
          "true",
          "tru",
          "true1",
          "false",
          "null",
          "nullx",
          "\"a\"",
          "\"\"",
          "\"\\u0061\"",
          "\"\\u00\"",
          "\"\\ud83d\"",
          "\"\\ude00\"",
          "\"\\ud83d\\ude00\"",
          "\"\\ud83dx\"",
          "\"\\\\ud83d\"",
          "\"\\x\"",
          "\"\\/\\b\\f\\n\\r\\t\"",
          "\"messages\":",
          "\"@u:h\":",
          "\"D\":",
          "\"*\":",
          "\"type\":",
          "\"device_id\":\"d\"",
          "{}",
          "[]",
          "//",
          "/*",
          "'a'",
          "9223372036854775808");

  private static final List<String> SEEDS =
      List.of(
          "{\"messages\":{\"@u:h\":{\"D\":{\"a\":1,\"b\":[true,false,null,-1.5e3,\"x\"]}}}}",
          "{\"messages\" : {\"@u:h\":{\"*\":{\"\\u0061\":\"\\ud83d\\ude00\", \"b\":{}}, \"D\":{}}},"
              + " \"x\":{\"a\":[1]}}",
          "{\"type\":\"m.login.password\",\"password\":\"p\",\"identifier\":{\"type\":\"t\",\"user\":1.0}}",
          "{\"presence\":{\"limit\":10,\"types\":[\"a\",\"b\"]},\"event_fields\":[\"x\"]}",
          "{\"messages\":{}} {}",
          "12 \"a\"\"b\" true[]");

  @Test
  @DisplayName("S4, S5: every seed with one byte left out, put in or changed has the same outcome")
  void changedSeeds() {
    for (String seed : SEEDS) {
      byte[] text = seed.getBytes(UTF_8);
      for (int i = 0; i <= text.length; i++) {
        byte[] head = Arrays.copyOf(text, i);
        byte[] tail = Arrays.copyOfRange(text, i, text.length);
        compare(head);
        compare(tail);
        for (String piece : PIECES) {
          compare(join(head, piece.getBytes(UTF_8), tail));
          if (tail.length > 0) {
            compare(join(head, piece.getBytes(UTF_8), Arrays.copyOfRange(tail, 1, tail.length)));
          }
        }
      }
    }
  }

  @Test
  @DisplayName("S4, S5: random sequences of pieces have the same outcome")
  void randomTexts() {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text =
          new StringBuilder(random.nextBoolean() ? "{\"messages\":{\"@u:h\":{" : "");
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      compare(text.toString().getBytes(UTF_8));
    }
  }

  @Test
  @DisplayName("S5, S6: the limits on depth, numbers and repeated names have the same outcome")
  void limits() {
    List<String> values = new ArrayList<>();
    for (int size : List.of(1, 299, 300, 308, 309, 310, 400, 999, 1000, 1001, 1500)) {
      String digits = "9".repeat(size);
      values.addAll(
          List.of(
              digits, "-" + digits, "0." + digits, digits + ".5", "1e-" + digits, "-1E+" + digits));
    }
    for (int depth : List.of(494, 495, 496, 497, 498, 499, 500, 501, 502)) {
      values.add("[".repeat(depth) + "]".repeat(depth));
      values.add("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
      values.add("[".repeat(depth) + "x");
    }
    for (int members : List.of(2, 15, 16, 17, 18, 40, 1000)) {
      for (String last : List.of("0", "n0", "n\\u0030", "n" + (members - 1), "other")) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < members; i++) {
          object.append("\"n").append(i).append("\":{\"n0\":0},");
        }
        values.add(object.append('"').append(last).append("\":0}").toString());
      }
    }
    for (String value : values) {
      compare(("{\"messages\":{\"@u:h\":{\"D\":{\"a\":" + value + "}}}}").getBytes(UTF_8));
      compare(("{\"messages\":{},\"ignored\":" + value + "}").getBytes(UTF_8));
      compare(("{\"type\":" + value + "}").getBytes(UTF_8));
      compare(("{\"presence\":{\"limit\":" + value + "}}").getBytes(UTF_8));
      compare(value.getBytes(UTF_8));
    }
  }

  /** Any bytes have the same outcome. */
  @FuzzTest
  void anyBytes(byte[] text) {
    compare(text);
  }

  private static void compare(byte[] text) {
    for (Type type : TYPES) {
      Object expected = outcome(() -> JacksonReader.read(text, type));
      Object actual = outcome(() -> READER.read(text, type));
      assertThat(actual)
          .as("%s of %s", type.getTypeName(), new String(text, UTF_8))
          .isEqualTo(expected);
    }
  }

  private static Object outcome(java.util.function.Supplier<Object> reading) {
    try {
      return reading.get();
    } catch (MatrixException refused) {
      return refused.code();
    }
  }

  private static byte[] join(byte[]... parts) {
    byte[] joined = {};
    for (byte[] part : parts) {
      int end = joined.length;
      joined = Arrays.copyOf(joined, end + part.length);
      System.arraycopy(part, 0, joined, end, part.length);
    }
    return joined;
  }
}
