package io.todevice.http.route;

import java.util.List;
import java.util.Locale;

/** What the {@code Accept} fields of a request say of a media type (RFC 9110, 12.5.1). */
final class Acceptance {

  private Acceptance() {}

  /**
   * The quality that the most specific range gives to a media type, from 0 to 1; 1 without fields,
   * and 0 where no range covers it. Elements that are not valid are ignored, parameters as well.
   */
  static double of(List<String> accept, String mediaType) {
    String type = essence(mediaType);
    String all = type.substring(0, type.indexOf('/')) + "/*";
    int specificity = 0;
    double quality = accept.isEmpty() ? 1 : 0;
    for (String element : String.join(",", accept).split(",", -1)) {
      String range = essence(element);
      int match = range.equals(type) ? 3 : range.equals(all) ? 2 : range.equals("*/*") ? 1 : 0;
      if (match > specificity) {
        specificity = match;
        quality = quality(element);
      }
    }
    return quality;
  }

  private static String essence(String mediaType) {
    return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static double quality(String element) {
    for (String parameter : element.toLowerCase(Locale.ROOT).split(";", -1)) {
      String text = parameter.strip();
      if (text.matches("q=[01](\\.[0-9]{0,3})?")) {
        return Math.min(1, Double.parseDouble(text.substring(2)));
      }
    }
    return 1;
  }
}
