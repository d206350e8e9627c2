package io.todevice.http.wire;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when the heap is exhausted: after that nothing that the server holds can be
 * trusted, and a supervisor should start it again. The exit code is that of the JVM's own {@code
 * -XX:+ExitOnOutOfMemoryError}, which cannot be relied on to be set.
 */
public final class OutOfMemory {

  /** The exit code. */
  public static final int EXIT_CODE = 3;

  /** Made in advance: there may be no memory for it later. */
  private static final String MESSAGE =
      "out of memory: the server ends with exit code " + EXIT_CODE + ", start it again";

  private static final int MAX_CAUSES = 10;

  private OutOfMemory() {}

  /** Ends the process if this, or what has caused it, is a lack of memory. */
  public static void check(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof OutOfMemoryError error) {
        endProcess(error.getMessage());
      }
      cause = cause.getCause();
    }
  }

  /**
   * Ends the process.
   *
   * @param reason which memory it was, or how it shows; made in advance
   */
  static void endProcess(@Nullable String reason) {
    try {
      PrintStream err = System.err;
      err.println(reason);
      err.println(MESSAGE);
      err.flush();
    } finally {
      // Not exit(): shutdown hooks need memory, too.
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
