package io.todevice.http.route;

import io.todevice.http.auth.TokenExtractor;
import io.todevice.spec.model.PathTemplate;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.PercentCoding;
import java.util.List;

/** What stands behind a path template and a method. */
public sealed interface Route permits Route.Operation, FixedDocument {

  /** The HTTP method, in upper case. */
  String method();

  /**
   * An operation of the assembled document.
   *
   * @param operation the operation
   * @param extractor its rules for the token
   * @param path its path
   */
  record Operation(ServedOperation operation, TokenExtractor extractor, PathTemplate path)
      implements Route {

    static Operation of(ServedOperation operation) {
      return new Operation(
          operation, new TokenExtractor(operation.security()), PathTemplate.of(operation.path()));
    }

    /** The names of the parameters, in the path's order. */
    public List<String> parameters() {
      return path.parameters();
    }

    @Override
    public String method() {
      return operation.method();
    }

    /** The operation's own path with these segments in place of its parameters. */
    String pathOf(List<String> segments) {
      return path.expand(segments.stream().map(PercentCoding::canonicalSegment).toList());
    }
  }
}
