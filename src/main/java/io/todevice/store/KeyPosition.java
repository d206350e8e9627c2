package io.todevice.store;

/**
 * Up to where a device knows what became of keys.
 *
 * @param deviceLists the position of the last change of any user's keys that it has been told of;
 *     at least 1, grows with each change
 * @param claims how often a claim has changed the device's {@link KeyCounts}
 */
public record KeyPosition(long deviceLists, long claims) {

  /** Before everything. */
  public static final KeyPosition START = new KeyPosition(0, 0);
}
