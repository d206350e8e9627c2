package io.todevice.http.exchange;

import io.todevice.http.wire.RequestHead;
import io.todevice.spec.model.Credentials;
import io.todevice.text.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A request's line and fields, one character for one byte. Immutable.
 *
 * @param head what has come in
 */
public record Request(RequestHead head) implements Credentials {

  private static final Set<String> CONSUMED =
      Set.of("authorization", "connection", "expect", "te", "transfer-encoding", "upgrade");

  /** The method. */
  public String method() {
    return head.method();
  }

  /** The path, percent-encoded. */
  public String path() {
    return head.path();
  }

  /** What stands behind the question mark; empty if there is none. */
  public String query() {
    return head.query();
  }

  @Override
  public List<String> headers(String name) {
    return head.fields(name);
  }

  /**
   * Gives every field to {@code sink} but those that the server has dealt with: the token, what is
   * about this connection, and what is about the media types, of which there is one.
   */
  public void passHeaders(BiConsumer<String, String> sink) {
    head.forEachField(
        (name, value) -> {
          if (!name.startsWith("accept")
              && !name.startsWith("content-")
              && !CONSUMED.contains(name)) {
            sink.accept(name, value);
          }
        });
  }

  /** All fields by name in lower case. */
  Map<String, List<String>> fields() {
    Map<String, List<String>> fields = new HashMap<>();
    head.forEachField(
        (name, value) -> fields.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value));
    return fields;
  }

  @Override
  public Optional<String> findQuery(String name) {
    List<String> values = queryValues(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** All values of a query parameter, as {@link #findQuery} has the first. */
  List<String> queryValues(String name) {
    String query = query();
    List<String> values = List.of();
    int start = 0;
    while (start < query.length()) {
      int end = query.indexOf('&', start);
      String pair = query.substring(start, end < 0 ? query.length() : end);
      int equals = pair.indexOf('=');
      if (Query.decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
        values = values.isEmpty() ? new ArrayList<>(1) : values;
        values.add(equals < 0 ? "" : Query.decode(pair.substring(equals + 1)));
      }
      start = end < 0 ? query.length() : end + 1;
    }
    return values;
  }
}
