package io.todevice.validation;

import io.todevice.spec.model.Credentials;
import io.todevice.text.Query;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it went over the wire.
 *
 * @param method its method
 * @param path the path of the request line, percent-encoded
 * @param query what stands behind the question mark, percent-encoded; empty if there is none
 * @param headers its headers by name in lower case
 * @param body its body; empty if there is none or if it was not read
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per request would be waste.
public record SentRequest(
    String method, String path, String query, Map<String, List<String>> headers, byte[] body)
    implements Credentials {

  /** Copies the headers. */
  public SentRequest {
    headers = Map.copyOf(headers);
  }

  @Override
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public Optional<String> findQuery(String name) {
    return Query.find(query, name);
  }

  /** Tells nothing of the values: they may be secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
