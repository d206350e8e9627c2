package io.todevice.http.wire;

/**
 * Reads what stands between the data of a chunked body (RFC 9112, 7.1), and takes nothing that
 * another reader could take for something else: a size has 1 to 15 hexadecimal digits and nothing
 * before them, every line and all data end with CR LF. Extensions and trailer fields are ignored;
 * they change nothing of the request. One for a connection, used on its thread.
 */
final class ChunkReader {

  /** Enough for every size, and too little for one that overflows. */
  private static final int MAX_DIGITS = 15;

  private static final int MAX_EXTENSION_BYTES = 256;
  private static final int MAX_TRAILER_BYTES = 8192;

  private enum Place {
    FIRST_DIGIT,
    SIZE,
    EXTENSION,
    SIZE_FEED,
    DATA,
    DATA_RETURN,
    DATA_FEED,
    TRAILER_START,
    TRAILER_NAME,
    TRAILER,
    TRAILER_FEED,
    LAST_FEED,
    END
  }

  private Place place = Place.FIRST_DIGIT;
  private long size;
  private int count;

  /** Whether what follows is data. */
  boolean isInData() {
    return place == Place.DATA;
  }

  /** How much data follows before the chunk ends. */
  long dataLeft() {
    return size;
  }

  /** So much data has been taken. */
  void take(int length) {
    size -= length;
    if (size == 0) {
      place = Place.DATA_RETURN;
    }
  }

  /** Whether the body has ended. */
  boolean isComplete() {
    return place == Place.END;
  }

  /**
   * Reads a byte that is not data.
   *
   * @throws MalformedRequestException if the body is not chunked as it should be
   */
  void read(byte b) {
    switch (place) {
      case FIRST_DIGIT -> {
        enter(Place.SIZE);
        size = 0;
        addDigit(b);
      }
      case SIZE -> afterDigit(b);
      case EXTENSION -> passOver(b, MAX_EXTENSION_BYTES, Place.SIZE_FEED);
      case SIZE_FEED -> expect(b, '\n', size == 0 ? Place.TRAILER_START : Place.DATA);
      case DATA_RETURN -> expect(b, '\r', Place.DATA_FEED);
      case DATA_FEED -> expect(b, '\n', Place.FIRST_DIGIT);
      case TRAILER_START -> {
        if (b == '\r') {
          place = Place.LAST_FEED;
        } else {
          trailerName(b, /* isEnd= */ false);
        }
      }
      case TRAILER_NAME -> trailerName(b, b == ':');
      case TRAILER -> passOver(b, MAX_TRAILER_BYTES, Place.TRAILER_FEED);
      case TRAILER_FEED -> {
        // Not entered: all trailer fields together have one limit.
        expect(b == '\n');
        place = Place.TRAILER_START;
      }
      case LAST_FEED -> expect(b, '\n', Place.END);
      case DATA, END -> throw new IllegalStateException("nothing to read in " + place);
    }
  }

  private void addDigit(byte b) {
    int digit = b < 0 ? -1 : Character.digit(b, 16);
    expect(digit >= 0 && ++count <= MAX_DIGITS);
    size = size * 16 + digit;
  }

  private void afterDigit(byte b) {
    if (b == '\r') {
      enter(Place.SIZE_FEED);
    } else if (b == ';') {
      enter(Place.EXTENSION);
    } else {
      addDigit(b);
    }
  }

  private void trailerName(byte b, boolean isEnd) {
    expect(++count <= MAX_TRAILER_BYTES && (isEnd || Grammar.TOKEN.has(b)));
    place = isEnd ? Place.TRAILER : Place.TRAILER_NAME;
  }

  private void passOver(byte b, int max, Place feed) {
    if (b == '\r') {
      place = feed;
    } else {
      expect(++count <= max && Grammar.FIELD_VALUE.has(b));
    }
  }

  private void expect(byte b, char expected, Place next) {
    expect(b == expected);
    enter(next);
  }

  private void enter(Place next) {
    place = next;
    count = 0;
  }

  private static void expect(boolean holds) {
    MalformedRequestException.require(holds, "The chunks are not valid");
  }
}
