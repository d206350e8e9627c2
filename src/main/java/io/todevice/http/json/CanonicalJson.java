package io.todevice.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.domain.JsonValue;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one text that JSON is signed in (Matrix appendices, <i>Canonical JSON</i>): no spaces, the
 * members of an object in the order of their names' UTF-8, integers only. Not safe for use by
 * several threads.
 */
public final class CanonicalJson {

  private static final BigInteger LARGEST = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);
  private static final Comparator<Map.Entry<byte[], JsonNode>> BY_NAME =
      (one, other) -> Arrays.compareUnsigned(one.getKey(), other.getKey());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  private CanonicalJson() {}

  /**
   * The canonical text of a value.
   *
   * @param reader reads the value
   * @param without the members of the object to leave out
   * @return empty for a value that has none: one with a number that is no integer of 53 bits
   */
  public static Optional<byte[]> find(JsonReader reader, JsonValue value, List<String> without) {
    JsonNode tree = reader.read(value.toBytes(), JsonNode.class);
    if (tree instanceof ObjectNode object) {
      object.remove(without);
    }
    CanonicalJson canonical = new CanonicalJson();
    return canonical.write(tree) ? Optional.of(canonical.out.toByteArray()) : Optional.empty();
  }

  /** Writes a value and returns whether it has a canonical form. */
  private boolean write(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> writeObject(value);
      case ARRAY -> writeArray(value);
      case STRING -> {
        writeString(value.textValue());
        yield true;
      }
      case NUMBER -> {
        ascii(value.asText());
        yield value.isIntegralNumber() && value.bigIntegerValue().abs().compareTo(LARGEST) <= 0;
      }
      default -> {
        ascii(value.asText());
        yield true;
      }
    };
  }

  private boolean writeObject(JsonNode object) {
    List<Map.Entry<byte[], JsonNode>> members =
        object.properties().stream()
            .map(member -> Map.entry(utf8(member.getKey()), member.getValue()))
            .sorted(BY_NAME)
            .toList();
    String separator = "{";
    for (Map.Entry<byte[], JsonNode> member : members) {
      ascii(separator);
      separator = ",";
      writeString(new String(member.getKey(), StandardCharsets.UTF_8));
      ascii(":");
      if (!write(member.getValue())) {
        return false;
      }
    }
    ascii(members.isEmpty() ? "{}" : "}");
    return true;
  }

  private boolean writeArray(JsonNode array) {
    ascii("[");
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        ascii(",");
      }
      if (!write(array.get(i))) {
        return false;
      }
    }
    ascii("]");
    return true;
  }

  private void writeString(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = "\b\t\n\f\r\"\\".indexOf(c);
      if (escape >= 0) {
        quoted.append('\\').append("btnfr\"\\".charAt(escape));
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    out.writeBytes(utf8(quoted.append('"').toString()));
  }

  private void ascii(String text) {
    out.writeBytes(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
