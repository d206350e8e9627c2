package io.todevice.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queries of URLs. */
public final class Query {

  private Query() {}

  /** The parameters by name, in their order; decoded as far as they can be. */
  public static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  /** The first value of a parameter; empty if there is none. */
  public static Optional<String> find(String query, String name) {
    return parse(query).getOrDefault(name, List.of()).stream().findFirst();
  }

  /** A name or a value; as it is where it can't be decoded. */
  public static String decode(String text) {
    return PercentCoding.decode(text, /* isPlusSpace= */ true).orElse(text);
  }
}
