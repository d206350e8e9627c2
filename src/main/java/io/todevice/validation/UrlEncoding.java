package io.todevice.validation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Percent-encoding, undone as far as it can be. */
final class UrlEncoding {

  private UrlEncoding() {}

  /** A part of a path. What is no percent-encoding stays as it is. */
  static String decodePath(String text) {
    return decode(text.replace("+", "%2B"));
  }

  /** The parameters of a path by name, each decoded. */
  static Map<String, String> decodePaths(Map<String, String> values) {
    Map<String, String> decoded = new LinkedHashMap<>();
    values.forEach((name, value) -> decoded.put(name, decodePath(value)));
    return decoded;
  }

  /** The parameters of a query by name, in their order. */
  static Map<String, List<String>> parseQuery(String query) {
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

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
