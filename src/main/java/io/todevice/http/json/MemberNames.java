package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of the members of all open objects, none of which may be repeated in its object. Not
 * safe for use by several threads.
 */
final class MemberNames {

  /** Up to this many members their names are compared one by one, without creating anything. */
  private static final int FEW_MEMBERS = 16;

  private final byte[] text;
  private final JsonScanner scanner;

  /** Where they begin and end in the text. */
  private int[] places = new int[FEW_MEMBERS];

  private int size;

  MemberNames(byte[] text, JsonScanner scanner) {
    this.text = text;
    this.scanner = scanner;
  }

  /** Where the names of an object begin that is opened now. */
  int size() {
    return size;
  }

  /** Forgets the names of an object whose names begin at {@code first}. */
  void close(int first) {
    size = first;
  }

  /**
   * Remembers a name of the open object whose names begin at {@code first}. Few names are compared
   * as bytes; more, or one with escapes, are kept as strings in a set, which is returned.
   *
   * @throws JsonParseException if the object has the name already
   */
  @Nullable Set<String> add(
      int from, int to, boolean hasEscapes, int first, @Nullable Set<String> many)
      throws JsonParseException {
    Set<String> strings = many;
    if (strings == null && (hasEscapes || size - first >= 2 * FEW_MEMBERS)) {
      strings = new HashSet<>();
      for (int i = first; i < size; i += 2) {
        strings.add(scanner.string(places[i], places[i + 1]));
      }
      size = first;
    }
    if (strings != null) {
      if (!strings.add(scanner.string(from, to))) {
        throw scanner.repeated(scanner.string(from, to));
      }
      return strings;
    }
    for (int i = first; i < size; i += 2) {
      if (Arrays.equals(text, places[i], places[i + 1], text, from, to)) {
        throw scanner.repeated(scanner.string(from, to));
      }
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[size++] = from;
    places[size++] = to;
    return null;
  }
}
