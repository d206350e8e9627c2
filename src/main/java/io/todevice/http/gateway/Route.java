package io.todevice.http.gateway;

import io.todevice.http.auth.TokenExtractor;
import io.todevice.spec.model.ServedOperation;
import java.util.List;

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
   */
  record Operation(ServedOperation operation, TokenExtractor extractor, List<String> literals)
      implements Route {

    static Operation of(ServedOperation operation) {
      return new Operation(
          operation,
          new TokenExtractor(operation.security()),
          List.of(operation.path().split("\\{[^{}/]*\\}", -1)));
    }

    @Override
    public String method() {
      return operation.method();
    }

    /** The operation's own path with these segments in place of its parameters. */
    String pathOf(List<String> segments) {
      StringBuilder path = new StringBuilder(literals.get(0));
      for (int i = 0; i < segments.size(); i++) {
        path.append(segments.get(i)).append(literals.get(i + 1));
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
