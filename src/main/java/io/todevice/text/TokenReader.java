package io.todevice.text;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

/**
 * Gives a YAML parser a text, but not too much of it for one line of a token: the parser copies
 * what it has of that whenever it reads on, so that the time grows with the square of the length.
 */
final class TokenReader extends Reader {

  /** The longest line of a scalar or comment, in characters. */
  static final int MAX_TOKEN_LENGTH = 1 << 20;

  private final StringReader text;
  private long given;
  private long start;

  TokenReader(String text) {
    this.text = new StringReader(text);
  }

  /** A token begins at this character of the text: everything before it is done with. */
  void beginToken(long offset) {
    start = Math.max(start, offset);
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    if (given - start > MAX_TOKEN_LENGTH) {
      throw new TokenTooLongException();
    }
    int read = text.read(buffer, from, length);
    for (int i = read - 1; i >= 0; i--) {
      if (buffer[from + i] == '\n') {
        start = Math.max(start, given + i);
        break;
      }
    }
    given += Math.max(read, 0);
    return read;
  }

  @Override
  public void close() {
    text.close();
  }

  /** A token is longer than is read. */
  static final class TokenTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    TokenTooLongException() {
      super("a line of a scalar or comment is longer than " + MAX_TOKEN_LENGTH + " characters");
    }
  }
}
