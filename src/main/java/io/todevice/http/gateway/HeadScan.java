package io.todevice.http.gateway;

import org.glassfish.grizzly.Buffer;

/**
 * Reads a request's head before Grizzly does, byte by byte, for what Grizzly passes over and a
 * proxy in front may read otherwise (RFC 9112, 2.2 and 5.2): a line that does not end with CR LF, a
 * CR or another control character inside of one, a line that continues the line before, and a
 * method that is no token. One for a connection, used on its selector thread; it goes on where the
 * bytes ended that were there before.
 */
final class HeadScan {

  private enum Place {
    METHOD,
    LINE,
    LINE_FEED,
    LINE_START,
    LAST_LINE_FEED,
    END
  }

  private Place place = Place.METHOD;
  private int position = -1;

  /** Whether nothing of a head has been seen. */
  boolean isFresh() {
    return position < 0;
  }

  /** The head begins here, and not where the bytes do that come in next. */
  void begin(int at) {
    position = at;
  }

  /** The next head follows. */
  void reset() {
    place = Place.METHOD;
    position = -1;
  }

  /**
   * Reads on, up to the head's end.
   *
   * @param input what has come in of the head so far, and perhaps more
   * @throws IllegalStateException if the head is not to be trusted
   */
  void read(Buffer input) {
    int at = isFresh() ? input.position() : position;
    int limit = input.limit();
    while (at < limit && place != Place.END) {
      place = next(input.get(at++));
    }
    position = at;
  }

  private Place next(byte b) {
    return switch (place) {
      case METHOD -> b == ' ' ? Place.LINE : inMethod(b);
      case LINE -> inLine(b);
      case LINE_FEED -> lineFeed(b, Place.LINE_START);
      case LINE_START -> atLineStart(b);
      case LAST_LINE_FEED -> lineFeed(b, Place.END);
      case END -> Place.END;
    };
  }

  private static Place inMethod(byte b) {
    if (!Framing.isTokenCharacter(b)) {
      throw new IllegalStateException("a method that is no token");
    }
    return Place.METHOD;
  }

  private static Place inLine(byte b) {
    if (b == '\r') {
      return Place.LINE_FEED;
    }
    if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
      throw new IllegalStateException("a control character in the head");
    }
    return Place.LINE;
  }

  private static Place lineFeed(byte b, Place next) {
    if (b != '\n') {
      throw new IllegalStateException("a CR in the head that ends no line");
    }
    return next;
  }

  private static Place atLineStart(byte b) {
    if (b == ' ' || b == '\t') {
      throw new IllegalStateException("a line that continues another");
    }
    return b == '\r' ? Place.LAST_LINE_FEED : inLine(b);
  }
}
