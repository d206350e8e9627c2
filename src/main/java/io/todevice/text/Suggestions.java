package io.todevice.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant who misspelt a name. */
public final class Suggestions {

  private static final int MOST = 3;

  private Suggestions() {}

  /** The names that are most similar, ready to follow an error; empty if none is. */
  public static String of(String misspelt, Collection<String> names) {
    int least =
        names.stream().mapToInt(name -> distance(misspelt, name)).min().orElse(Integer.MAX_VALUE);
    if (least > Math.max(1, misspelt.length() / 3)) {
      return "";
    }
    List<String> similar =
        names.stream()
            .filter(name -> distance(misspelt, name) == least)
            .distinct()
            .sorted()
            .limit(MOST)
            .toList();
    return "; did you mean " + String.join(" or ", similar) + "?";
  }

  /** How many letters are to be changed, put in, left out, or exchanged with the next. */
  private static int distance(String misspelt, String name) {
    String from = misspelt.strip().toLowerCase(Locale.ROOT);
    String to = name.toLowerCase(Locale.ROOT);
    if (Math.abs(from.length() - to.length()) > from.length() / 3 + 1) {
      return Integer.MAX_VALUE;
    }
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[from.length()][to.length()];
  }
}
