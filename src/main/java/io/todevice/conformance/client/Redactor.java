package io.todevice.conformance.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the secrets of a run and takes them out of what is shown. Safe for use by many threads. */
public final class Redactor {

  private final Map<String, String> names = new ConcurrentHashMap<>();

  /**
   * Takes note of a secret, and of how it reads within JSON and within a query.
   *
   * @param secret a token or a password; one of fewer than four characters is not a secret
   * @param name what is shown in its place
   */
  public void add(String secret, String name) {
    if (secret.length() >= 4) {
      String shown = "‹" + name + "›";
      names.put(secret, shown);
      names.put(new String(JsonStringEncoder.getInstance().quoteAsString(secret)), shown);
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      names.put(encoded, shown);
      names.put(encoded.replace("+", "%20"), shown);
    }
  }

  /** The text with names in the place of secrets. */
  public String redact(String text) {
    String shown = text;
    // The longest first: a secret may be the beginning of another.
    for (String secret :
        names.keySet().stream()
            .filter(text::contains)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList()) {
      shown = shown.replace(secret, names.getOrDefault(secret, "‹secret›"));
    }
    return shown;
  }
}
