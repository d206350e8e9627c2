package io.todevice.conformance.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Knows the secrets of a run and takes them out of what is shown. Safe for use by many threads. */
public final class Redactor {

  /** Of a longer secret only so many characters are looked for. */
  static final int MAX_LENGTH = 4096;

  private static final int MIN_LENGTH = 4;
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private static final NavigableMap<String, String> NONE = new ConcurrentSkipListMap<>();

  /** What is shown in the place of secrets, by their first characters. */
  private final Map<String, NavigableMap<String, String>> names = new ConcurrentHashMap<>();

  /**
   * Takes note of a secret, and of how it reads within JSON and within a query.
   *
   * @param secret a token or a password; one of fewer than four characters is not a secret
   * @param name what is shown in its place
   */
  public void add(String secret, String name) {
    if (secret.length() >= MIN_LENGTH) {
      String shown = "‹" + name + "›";
      put(secret, shown);
      put(new String(JsonStringEncoder.getInstance().quoteAsString(secret)), shown);
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      put(encoded, shown);
      put(encoded.replace("+", "%20"), shown);
    }
  }

  private void put(String secret, String shown) {
    String kept = secret.substring(0, Math.min(secret.length(), MAX_LENGTH));
    names
        .computeIfAbsent(
            kept.substring(0, MIN_LENGTH), start -> new ConcurrentSkipListMap<>(LONGEST_FIRST))
        .put(kept, shown);
  }

  /** The text with names in the place of secrets. */
  public String redact(String text) {
    StringBuilder shown = new StringBuilder();
    int copied = 0;
    for (int i = 0; i + MIN_LENGTH <= text.length(); i++) {
      for (Map.Entry<String, String> each :
          names.getOrDefault(text.substring(i, i + MIN_LENGTH), NONE).entrySet()) {
        if (text.startsWith(each.getKey(), i)) {
          shown.append(text, copied, i).append(each.getValue());
          copied = i + each.getKey().length();
          i = copied - 1;
          break;
        }
      }
    }
    return copied == 0 ? text : shown.append(text, copied, text.length()).toString();
  }

  /**
   * The first {@code length} characters of the text, with names in the place of secrets and an
   * ellipsis where it is longer. Takes no longer for a longer text.
   */
  public String redact(String text, int length) {
    if (text.length() <= length) {
      return redact(text);
    }
    // What is cut may have been the end of a secret: half of one is still too much.
    int looked = Math.min(text.length(), length + MAX_LENGTH);
    String redacted = redact(text.substring(0, looked));
    int whole = looked < text.length() ? redacted.length() - MAX_LENGTH : redacted.length();
    int end = Math.max(0, Math.min(length, whole));
    if (end > 0 && Character.isHighSurrogate(redacted.charAt(end - 1))) {
      end--;
    }
    return redacted.substring(0, end) + (end < redacted.length() ? "…" : "");
  }
}
