package io.todevice.validation;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import io.todevice.spec.pattern.EcmaPattern;
import java.util.List;
import java.util.Map;

/**
 * A format that Matrix defines beside those of JSON Schema. Its list of formats says how texts of
 * each begin, and so much is demanded: the grammars behind them differ between the versions of
 * rooms and have grown looser and stricter, and servers have to take the identifiers of all times.
 *
 * @param name the value of {@code format}
 * @param pattern what texts of the format match
 */
record MatrixFormat(String name, EcmaPattern pattern) implements Format {

  private static final Map<String, String> PATTERNS =
      Map.of(
          "mx-user-id", "^@",
          "mx-room-id", "^!",
          "mx-room-alias", "^#",
          "mx-event-id", "^\\$",
          "mx-mxc-uri", "^mxc://",
          "mx-server-name", "^([0-9A-Za-z.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?$");

  static final String PREFIX = "mx-";

  static List<MatrixFormat> all() {
    return PATTERNS.entrySet().stream()
        .map(entry -> new MatrixFormat(entry.getKey(), EcmaPattern.compile(entry.getValue())))
        .toList();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean matches(ExecutionContext context, String value) {
    return pattern.matches(value);
  }
}
