package io.todevice.http.wire;

import static io.todevice.http.wire.MalformedRequestException.require;

import java.util.List;

/**
 * What the fields of a request say about where it ends, and about its connection (RFC 9112, 6 and
 * 9.3), after everything has been refused that can be read in two ways.
 *
 * @param length of the body; {@link #CHUNKED} if only its chunks tell
 * @param isKeptAlive whether the client wants to use the connection for another request
 * @param isVersion10 whether the client speaks HTTP/1.0
 * @param expectsContinue whether the client waits for {@code 100 Continue} before it sends the body
 */
public record Framing(
    long length, boolean isKeptAlive, boolean isVersion10, boolean expectsContinue) {

  /** The length of a body in chunks. */
  public static final long CHUNKED = -1;

  /** Of a connection that has had no request yet. */
  static final Framing NOTHING =
      new Framing(
          0, /* isKeptAlive= */ true, /* isVersion10= */ false, /* expectsContinue= */ false);

  private static final int MAX_DIGITS = 18;

  /** The framing of a request. */
  static Framing of(RequestHead head, boolean isVersion10) {
    checkHost(head.fields("host"), isVersion10);
    List<String> codings = head.fields("transfer-encoding");
    List<String> lengths = head.fields("content-length");
    require(codings.isEmpty() || lengths.isEmpty(), "A request has a length or a coding, not both");
    require(
        (codings.isEmpty() && lengths.isEmpty()) || !head.method().equals("TRACE"),
        "A TRACE has no body");
    long length = lengths.isEmpty() ? 0 : length(lengths);
    if (!codings.isEmpty()) {
      require(
          codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked") && !isVersion10,
          "The transfer coding is not supported");
      length = CHUNKED;
    }
    return new Framing(
        length,
        isKeptAlive(head.fields("connection"), isVersion10),
        isVersion10,
        !isVersion10 && length != 0 && expectsContinue(head.fields("expect")));
  }

  /** One, which may be empty; for HTTP/1.0 none will do (RFC 9110, 7.2; RFC 9112, 3.2). */
  private static void checkHost(List<String> hosts, boolean isVersion10) {
    require(hosts.size() == 1 || (hosts.isEmpty() && isVersion10), "A request has one Host");
    require(hosts.isEmpty() || Grammar.isHost(hosts.get(0)), "The Host is not valid");
  }

  /** Digits, and in each line the same (RFC 9110, 8.6). */
  private static long length(List<String> lengths) {
    String first = lengths.get(0);
    for (int i = 1; i < lengths.size(); i++) {
      require(lengths.get(i).equals(first), "The lengths differ");
    }
    require(Grammar.isNumber(first), "The Content-Length is not valid");
    require(first.length() <= MAX_DIGITS, "The Content-Length is too large");
    return Long.parseLong(first);
  }

  /** A list of tokens, which may have empty elements (RFC 9110, 5.6.1 and 7.6.1). */
  private static boolean isKeptAlive(List<String> lines, boolean isVersion10) {
    boolean isClosed = false;
    boolean isKept = !isVersion10;
    for (String line : lines) {
      for (String option : line.split(",", -1)) {
        String token = option.strip();
        require(token.isEmpty() || Grammar.isToken(token), "The Connection field is not valid");
        isClosed |= token.equalsIgnoreCase("close");
        isKept |= token.equalsIgnoreCase("keep-alive");
      }
    }
    return isKept && !isClosed;
  }

  /** There is no other expectation (RFC 9110, 10.1.1). */
  private static boolean expectsContinue(List<String> expectations) {
    for (String expectation : expectations) {
      if (!expectation.equalsIgnoreCase("100-continue")) {
        throw new MalformedRequestException(417, "The only expectation is 100-continue");
      }
    }
    return !expectations.isEmpty();
  }
}
