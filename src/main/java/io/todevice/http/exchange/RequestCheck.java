package io.todevice.http.exchange;

import java.util.List;
import java.util.function.Function;

/**
 * Looks at a complete request of one operation before its resource method is called. Safe for use
 * by many threads, and does not block.
 */
@FunctionalInterface
public interface RequestCheck {

  /**
   * Looks at a request.
   *
   * @param segments the segments of the path that stand for its parameters, percent-encoded
   * @param query the query, percent-encoded; empty if there is none
   * @param headers gives the values of a header, whatever the case of its name
   * @param body the body; empty if there is none
   * @throws io.todevice.domain.MatrixException if the request is refused
   */
  void check(
      List<String> segments, String query, Function<String, List<String>> headers, byte[] body);
}
