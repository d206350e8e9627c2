package io.todevice.conformance.suite;

/** Stops the server under test, the way its operator does. */
@FunctionalInterface
public interface ServerStop {
  /**
   * Begins to stop it.
   *
   * @throws Exception if that is not possible
   */
  void stop() throws Exception;
}
