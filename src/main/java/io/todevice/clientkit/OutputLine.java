package io.todevice.clientkit;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * A line of what a client writes, of which no more is kept than a limit.
 *
 * @param text the line, or its next part where it is longer than the limit
 * @param isCut whether the line goes on
 */
record OutputLine(String text, boolean isCut) {

  /** The next line, or the next {@code maxLength} characters of it; empty at the end. */
  static Optional<OutputLine> read(Reader in, int maxLength) throws IOException {
    StringBuilder text = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      text.append((char) next);
      if (text.length() == maxLength) {
        return Optional.of(new OutputLine(text.toString(), /* isCut= */ true));
      }
    }
    return Optional.of(new OutputLine(text.toString(), /* isCut= */ false));
  }
}
