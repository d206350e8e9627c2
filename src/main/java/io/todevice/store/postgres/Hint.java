package io.todevice.store.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one node tells the others: in which inboxes there is something new.
 *
 * @param node who says so
 * @param batch counts the node's hints from 1, so that a lost one is noticed
 * @param inboxes their numbers; empty for all there are
 */
record Hint(String node, long batch, List<Long> inboxes) {

  /** The channel of {@code LISTEN} and {@code NOTIFY}. */
  static final String CHANNEL = "todevice";

  /** PostgreSQL takes less than 8,000 bytes; a number takes 14 with its comma. */
  private static final int MOST = 500;

  private static final int RADIX = 36;

  /** Hints of many inboxes, numbered on from {@code last}. */
  static List<Hint> of(String node, long last, Set<Long> inboxes) {
    List<Hint> hints = new ArrayList<>();
    List<Long> all = List.copyOf(inboxes);
    for (int from = 0; from < all.size(); from += MOST) {
      List<Long> part = all.subList(from, Math.min(all.size(), from + MOST));
      hints.add(new Hint(node, last + hints.size() + 1, part));
    }
    return hints;
  }

  /** A hint of all inboxes. */
  static Hint all(String node, long batch) {
    return new Hint(node, batch, List.of());
  }

  /** The hint in a text; empty for a text of a newer version, or of somebody else. */
  static Optional<Hint> parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      List<Long> inboxes =
          Stream.of(parts[2].split(","))
              .filter(number -> !number.isEmpty())
              .map(number -> Long.parseLong(number, RADIX))
              .toList();
      return Optional.of(new Hint(parts[0], Long.parseLong(parts[1]), inboxes));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The text that {@link #parse} reads. */
  String text() {
    List<String> numbers = inboxes.stream().map(inbox -> Long.toString(inbox, RADIX)).toList();
    return node + ":" + batch + ":" + String.join(",", numbers);
  }
}
