package io.todevice.http.gateway;

import io.todevice.http.auth.TokenExtractor;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.PercentCoding;
import java.util.List;
import java.util.regex.Pattern;

/** What stands behind a path template and a method. */
sealed interface Route {

  /** The HTTP method, in upper case. */
  String method();

  /**
   * An operation of the assembled document.
   *
   * @param operation the operation
   * @param extractor its rules for the token
   * @param literals the operation's path, cut at its parameters: one more than there are parameters
   * @param parameters the names of the parameters, in the path's order
   */
  record Operation(
      ServedOperation operation,
      TokenExtractor extractor,
      List<String> literals,
      List<String> parameters)
      implements Route {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}/]*)\\}");

    static Operation of(ServedOperation operation) {
      return new Operation(
          operation,
          new TokenExtractor(operation.security()),
          List.of(PARAMETER.split(operation.path(), -1)),
          PARAMETER.matcher(operation.path()).results().map(match -> match.group(1)).toList());
    }

    @Override
    public String method() {
      return operation.method();
    }

    /** The operation's own path with these segments in place of its parameters. */
    String pathOf(List<String> segments) {
      StringBuilder path = new StringBuilder(literals.get(0));
      for (int i = 0; i < segments.size(); i++) {
        path.append(PercentCoding.canonicalSegment(segments.get(i))).append(literals.get(i + 1));
      }
      return path.toString();
    }
  }

  /** A fixed document. */
  record Document(FixedDocument document) implements Route {

    @Override
    public String method() {
      return "GET";
    }
  }
}
