package io.todevice.domain;

/**
 * One life of a device, from the login that creates it to the logout or deletion that ends it.
 * Logging in again on an existing device continues its life (clause A6); a device that is created
 * again under the ID of a deleted one is another incarnation. Whatever is done on behalf of a
 * session names the incarnation, so that a session that has ended neither reads nor changes what
 * belongs to its successor (clause F4).
 *
 * @param address the device
 * @param number tells this incarnation from every other of the same store
 */
public record DeviceIncarnation(DeviceAddress address, long number) implements Requester {

  @Override
  public UserId user() {
    return address.user();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
