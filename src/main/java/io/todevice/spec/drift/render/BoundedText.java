package io.todevice.spec.drift.render;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in pieces, the most important first, that can be cut between them. For one use.
 *
 * <p>A heading is kept back until a piece follows, so that none stands alone.
 */
final class BoundedText {

  private record Piece(String text, int changes) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder heading = new StringBuilder();

  /** Adds what belongs in front of the next piece. */
  void heading(String text) {
    heading.append(text);
  }

  /**
   * Adds a piece.
   *
   * @param changes how many changes it tells of
   */
  void add(String text, int changes) {
    pieces.add(new Piece(heading + text, changes));
    heading.setLength(0);
  }

  /**
   * The text, or as many of its pieces as fit into {@code maxBytes} of UTF-8 together with a line
   * that says how many changes are left out. The first piece is kept in any case.
   */
  String toString(long maxBytes) {
    long size = pieces.stream().mapToLong(piece -> bytes(piece.text())).sum();
    int changes = pieces.stream().mapToInt(Piece::changes).sum();
    StringBuilder text = new StringBuilder();
    boolean isCut = size > maxBytes;
    long left = maxBytes - (isCut ? bytes(note(changes)) : 0);
    int missing = changes;
    for (Piece piece : pieces) {
      left -= bytes(piece.text());
      if (isCut && left < 0 && text.length() > 0) {
        return text + note(missing);
      }
      text.append(piece.text());
      missing -= piece.changes();
    }
    return text.toString();
  }

  private static String note(int changes) {
    return "\nThe report is cut here: " + Wording.count(changes, "further change") + " left out.\n";
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
