package io.todevice.http.wire;

import static io.todevice.http.wire.MalformedRequestException.require;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The head of a request, one character for one byte. Its framing has one meaning. Immutable. */
public final class RequestHead {

  /** Where the marks of the fields begin. */
  static final int FIRST_FIELD = 6;

  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*)");
  private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");

  private final byte[] bytes;
  private final int[] marks;
  private final int markCount;
  private final String method;
  private final String path;
  private final String query;
  private final Framing framing;

  /**
   * A head.
   *
   * @param bytes all of it; not copied
   * @param marks where each begins and ends: method, target, version, and each field's name and
   *     value; not copied
   * @throws MalformedRequestException if the version, the target or the framing is not valid
   */
  RequestHead(byte[] bytes, int[] marks, int markCount) {
    this.bytes = bytes;
    this.marks = marks;
    this.markCount = markCount;
    method = text(0);
    int end = marks[3];
    int start = bytes[marks[2]] == '/' ? marks[2] : marks[2] + pathStart(text(2));
    int mark = start;
    while (mark < end && bytes[mark] != '?') {
      mark++;
    }
    // Only an absolute target may be without a path (RFC 9112, 3.2).
    path = start == mark && start > marks[2] ? "/" : text(start, mark);
    query = mark == end ? "" : text(mark + 1, end);
    String version = text(4);
    boolean isVersion10 = version.equals("HTTP/1.0");
    if (!isVersion10 && !version.equals("HTTP/1.1")) {
      require(VERSION.matcher(version).matches(), "The version is not valid");
      throw new MalformedRequestException(505, "The protocol is HTTP/1.1");
    }
    framing = Framing.of(this, isVersion10);
  }

  /** Behind the authority of an absolute target, or at the beginning (RFC 9112, 3.2). */
  private static int pathStart(String target) {
    Matcher absolute = ABSOLUTE.matcher(target);
    if (!absolute.lookingAt()) {
      return 0;
    }
    String authority = absolute.group(1);
    require(
        !authority.isEmpty() && Grammar.isHost(authority),
        "The authority of the target is not valid");
    return absolute.end();
  }

  /** The method. */
  public String method() {
    return method;
  }

  /** The path of the target, percent-encoded. */
  public String path() {
    return path;
  }

  /** What stands behind the question mark of the target; empty if there is none. */
  public String query() {
    return query;
  }

  /** Path and query; an absolute target without its scheme and authority. */
  public String target() {
    return bytes[marks[2]] == '/' ? text(2) : query.isEmpty() ? path : path + "?" + query;
  }

  /** Where the request ends. */
  public Framing framing() {
    return framing;
  }

  /** How many bytes it took. */
  int length() {
    return bytes.length;
  }

  /**
   * The values of a field, one for each line in which it stands, in order, without white space
   * around them.
   *
   * @param name the field's name, in any case
   */
  public List<String> fields(String name) {
    List<String> values = List.of();
    for (int i = FIRST_FIELD; i < markCount; i += 4) {
      if (isName(i, name)) {
        values = values.isEmpty() ? new ArrayList<>(1) : values;
        values.add(text(i + 2));
      }
    }
    return values;
  }

  /** Gives every field to {@code sink}, its name in lower case. */
  public void forEachField(BiConsumer<String, String> sink) {
    for (int i = FIRST_FIELD; i < markCount; i += 4) {
      sink.accept(text(i).toLowerCase(Locale.ROOT), text(i + 2));
    }
  }

  /** Every field, in order, as {@code Name: value}. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = FIRST_FIELD; i < markCount; i += 4) {
      lines.add(text(i) + ": " + text(i + 2));
    }
    return lines;
  }

  private boolean isName(int field, String name) {
    int start = marks[field];
    boolean isName = marks[field + 1] - start == name.length();
    for (int i = 0; isName && i < name.length(); i++) {
      isName = lower(bytes[start + i]) == lower((byte) name.charAt(i));
    }
    return isName;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  private String text(int mark) {
    return text(marks[mark], marks[mark + 1]);
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }
}
