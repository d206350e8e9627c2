package io.todevice.clientkit;

import java.io.InputStream;
import java.io.OutputStream;

/** A client that runs and speaks the protocol in lines. Closing it ends it, whatever it does. */
public interface RunningClient extends AutoCloseable {

  /** What it reads. */
  OutputStream input();

  /** What it writes; it ends when the client has ended. */
  InputStream output();

  /** Why it has ended, after the end of its output, for a person. */
  String describeEnd();

  /** Ends it at once, in the middle of what it does. What it has written can still be read. */
  @Override
  void close();

  /** Starts a client. */
  @FunctionalInterface
  interface Launcher {

    /**
     * Starts one.
     *
     * @throws UnusableClientException if it cannot be started
     */
    RunningClient launch();
  }
}
