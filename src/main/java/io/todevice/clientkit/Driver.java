package io.todevice.clientkit;

/** Makes a client do something. Used by one thread. */
interface Driver extends AutoCloseable {

  /** Whether the client reports what it has received and sent; otherwise requests tell. */
  boolean hasReports();

  /** Starts to sync. */
  void start(Login login) throws InterruptedException;

  /** Ends the process of the client in the middle of what it does, and starts it again. */
  void restart(Login login) throws InterruptedException;

  /**
   * Sends a message; the same ID again means that the application repeats what was reported as
   * failed.
   */
  void send(String id, String type, String userId, String deviceId, String contentJson);

  /** Follows the devices of a user. */
  void follow(String userId);

  /**
   * Lets the client handle one message, and then keeps it from ending the next report, until it is
   * ended.
   */
  void holdReports();

  /** Ends the client. */
  @Override
  void close();
}
