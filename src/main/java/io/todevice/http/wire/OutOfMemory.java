package io.todevice.http.wire;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when the heap is exhausted: after that nothing that the server holds can be
 * trusted, and a supervisor should start it again. The exit code is that of the JVM's own {@code
 * -XX:+ExitOnOutOfMemoryError}, which cannot be relied on to be set. The exit code of a tool is
 * another one, which it does not use for a result.
 */
public final class OutOfMemory {

  /** The exit code of a server. */
  public static final int EXIT_CODE = 3;

  /** The exit code of a tool. */
  public static final int TOOL_EXIT_CODE = 1;

  /** Made in advance, like the next: there may be no memory for it later. */
  private static final String MESSAGE =
      "out of memory: the server ends with exit code " + EXIT_CODE + ", start it again";

  private static final String TOOL_MESSAGE =
      "out of memory: the command ends without a result; java -Xmx gives it more";

  private static volatile boolean isTool;

  private static final int MAX_CAUSES = 10;

  private OutOfMemory() {}

  /** From now on the process is that of a tool. */
  public static void setTool() {
    isTool = true;
  }

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
      err.println(isTool ? TOOL_MESSAGE : MESSAGE);
      err.flush();
    } finally {
      // Not exit(): shutdown hooks need memory, too.
      Runtime.getRuntime().halt(isTool ? TOOL_EXIT_CODE : EXIT_CODE);
    }
  }
}
