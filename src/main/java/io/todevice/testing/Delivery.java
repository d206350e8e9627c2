package io.todevice.testing;

import static java.util.Objects.requireNonNull;

/**
 * What became of a message to a device.
 *
 * @param sender the user who sent it
 * @param type its type
 * @param content its content, as JSON
 * @param sent in how many sends it was, each transaction counted once
 * @param acknowledged how often the device has acknowledged it, with the {@code since} of a later
 *     sync
 * @param handedOut in how many responses to syncs it was; a response that gets lost is repeated, so
 *     more than once is no fault
 */
public record Delivery(
    String sender, String type, String content, int sent, int acknowledged, int handedOut) {

  /** Refuses what is missing. */
  public Delivery {
    requireNonNull(sender, "sender");
    requireNonNull(type, "type");
    requireNonNull(content, "content");
  }

  /** Whether the device has acknowledged it as often as it was sent. */
  public boolean isExactlyOnce() {
    return sent == acknowledged;
  }

  @Override
  public String toString() {
    return type
        + " from "
        + sender
        + " "
        + content
        + ": sent "
        + times(sent)
        + ", handed out "
        + times(handedOut)
        + ", acknowledged "
        + times(acknowledged);
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }
}
