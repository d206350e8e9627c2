package io.todevice.server;

import io.todevice.store.DropReason;
import io.todevice.store.InboxStatistics;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the limits of a server have done since it was started. Immutable.
 *
 * @param inboxes the messages that were dropped
 * @param refusedDeviceRequests requests of devices that were one too many
 * @param refusedPublicRequests requests without a token that were one too many from their address
 * @param refusedPasswords passwords that were not checked because too many were wrong before
 * @param hashedPasswords passwords that were hashed or checked
 */
public record Counters(
    InboxStatistics inboxes,
    long refusedDeviceRequests,
    long refusedPublicRequests,
    long refusedPasswords,
    long hashedPasswords) {

  /** Whether anything was dropped or refused. */
  public boolean isAnythingLimited() {
    return inboxes.droppedInAll() + refusedDeviceRequests + refusedPublicRequests + refusedPasswords
        > 0;
  }

  /** One line for the log. */
  @Override
  public String toString() {
    String dropped =
        Arrays.stream(DropReason.values())
            .filter(reason -> inboxes.dropped(reason) > 0)
            .map(reason -> inboxes.dropped(reason) + " because " + reason.description())
            .collect(Collectors.joining(", "));
    return inboxes.droppedInAll()
        + " messages dropped"
        + (dropped.isEmpty() ? "" : " (" + dropped + ")")
        + "; refused: "
        + refusedDeviceRequests
        + " requests of devices, "
        + refusedPublicRequests
        + " requests without a token, "
        + refusedPasswords
        + " passwords";
  }
}
