package io.todevice.clientkit;

import java.io.BufferedReader;
import java.io.PrintWriter;

/** How a client is driven. */
public sealed interface ClientUnderTest {

  /**
   * By lines of JSON.
   *
   * @param launcher starts it
   */
  record ByLines(RunningClient.Launcher launcher) implements ClientUnderTest {}

  /**
   * By a person.
   *
   * @param out where the person reads what to do
   * @param in where the person says that it is done
   */
  record ByHand(PrintWriter out, BufferedReader in) implements ClientUnderTest {}
}
