package io.todevice.http.wire;

import static io.todevice.http.wire.MalformedRequestException.require;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request (RFC 9112, 2 to 5) and refuses what another reader could take for
 * something else: a line that does not end with CR LF, a control character inside of one, a line
 * that continues the line before, a method or a field name that is not a token, white space before
 * a colon. One empty line before the request is ignored. No byte is looked at twice, in whatever
 * pieces the head comes in. One for a connection, used on its thread.
 */
final class HeadReader {

  /** How many fields a head may have. */
  private static final int MAX_FIELDS = 100;

  private static final int FIRST_MARKS = 48;
  private static final int MAX_MARKS = RequestHead.FIRST_FIELD + 4 * MAX_FIELDS;

  private enum Place {
    START,
    START_FEED,
    METHOD,
    TARGET,
    VERSION,
    LINE_FEED,
    LINE_START,
    NAME,
    BEFORE_VALUE,
    VALUE,
    LAST_FEED
  }

  private final int maxBytes;
  private Place place = Place.START;
  private int position;
  private int mark;
  private int @Nullable [] marks;
  private int markCount;

  /**
   * A reader.
   *
   * @param maxBytes the longest head
   */
  HeadReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether nothing of a head has come in. */
  boolean isFresh() {
    return position == 0;
  }

  /**
   * Reads on. After a head that is complete the next call reads the next one.
   *
   * @param bytes what has come in
   * @param start where the head begins: for each call of one head with the same bytes behind it
   * @param end where the bytes end
   * @return null if the head is not complete
   * @throws MalformedRequestException if this is not the head of a request
   */
  @Nullable RequestHead read(byte[] bytes, int start, int end) {
    int limit = (int) Math.min(end, (long) start + maxBytes);
    int at = start + position;
    while (at < limit) {
      byte b = bytes[at];
      switch (place) {
        case START -> at = step(b, '\r', Place.START_FEED, Place.METHOD, at, start);
        case START_FEED -> at = feed(b, Place.METHOD, at, start);
        case METHOD -> at = part(Grammar.TOKEN, ' ', Place.TARGET, bytes, at, limit, start);
        case TARGET -> at = part(Grammar.VISIBLE, ' ', Place.VERSION, bytes, at, limit, start);
        case VERSION -> at = part(Grammar.VISIBLE, '\r', Place.LINE_FEED, bytes, at, limit, start);
        case LINE_FEED -> at = feed(b, Place.LINE_START, at, start);
        case LINE_START -> at = step(b, '\r', Place.LAST_FEED, Place.NAME, at, start);
        case NAME -> at = part(Grammar.TOKEN, ':', Place.BEFORE_VALUE, bytes, at, limit, start);
        case BEFORE_VALUE -> {
          int space = b == '\t' ? '\t' : ' ';
          at = step(b, space, Place.BEFORE_VALUE, Place.VALUE, at, start);
        }
        case VALUE ->
            at = part(Grammar.FIELD_VALUE, '\r', Place.LINE_FEED, bytes, at, limit, start);
        case LAST_FEED -> {
          require(b == '\n', "A CR in the head does not end a line");
          return finish(bytes, start, at + 1);
        }
      }
    }
    position = at - start;
    if (position >= maxBytes) {
      throw place == Place.TARGET
          ? new MalformedRequestException(414, "The target is too long")
          : tooLarge("The head is too long");
    }
    return null;
  }

  /** Over a byte that is expected here, or on to a part that begins with it. */
  private int step(byte b, int expected, Place then, Place otherwise, int at, int start) {
    mark = at - start;
    place = b == expected ? then : otherwise;
    return b == expected ? at + 1 : at;
  }

  private int feed(byte b, Place then, int at, int start) {
    require(b == '\n', "A CR in the head does not end a line");
    mark = at + 1 - start;
    place = then;
    return at + 1;
  }

  /** Over a part of a line, and over what ends it, if it has come in. */
  private int part(
      Grammar kind, char end, Place then, byte[] bytes, int from, int limit, int start) {
    int at = kind.skip(bytes, from, limit);
    if (at == limit) {
      return at;
    }
    boolean isValue = place == Place.VALUE;
    require(bytes[at] == end && (isValue || at > start + mark), "The head is not valid HTTP/1.1");
    int to = at;
    while (isValue && to > start + mark && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
      to--;
    }
    addMarks(mark, to - start);
    mark = at + 1 - start;
    place = then;
    return at + 1;
  }

  private void addMarks(int from, int to) {
    if (markCount >= MAX_MARKS) {
      throw tooLarge("The head has too many fields");
    }
    int[] now = marks == null ? new int[FIRST_MARKS] : marks;
    now = markCount < now.length ? now : Arrays.copyOf(now, 2 * markCount);
    now[markCount++] = from;
    now[markCount++] = to;
    marks = now;
  }

  /** RFC 6585, 5. */
  private static MalformedRequestException tooLarge(String reason) {
    return new MalformedRequestException(431, reason);
  }

  private RequestHead finish(byte[] bytes, int start, int end) {
    RequestHead head =
        new RequestHead(
            Arrays.copyOfRange(bytes, start, end), marks == null ? new int[0] : marks, markCount);
    place = Place.START;
    position = 0;
    marks = null;
    markCount = 0;
    return head;
  }
}
