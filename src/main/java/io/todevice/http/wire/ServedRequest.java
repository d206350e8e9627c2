package io.todevice.http.wire;

/**
 * A request that is being served, as its connection sees it. All but {@link #abandoned} is called
 * on the connection's thread.
 */
public interface ServedRequest {

  /** Begins. Leads to one call of {@link HttpConnection#respond}, now or later. */
  void begin();

  /**
   * The body that {@link HttpConnection#readBody} has asked for.
   *
   * @param isDelayed whether it did not come in together with the head
   */
  void receiveBody(byte[] body, boolean isDelayed);

  /** In place of the body. */
  void failBody(BodyFault fault);

  /** The connection is closed before there was a response. Called on any thread. */
  void abandoned();
}
