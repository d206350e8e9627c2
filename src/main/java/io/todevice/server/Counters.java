package io.todevice.server;

import io.todevice.store.DropReason;
import io.todevice.store.StoreStatistics;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the limits of a server have done since it was started. Immutable.
 *
 * @param store what the store has given up
 * @param refusedDeviceRequests requests of devices that were one too many
 * @param refusedPublicRequests requests without a token that were one too many from their address
 * @param refusedPasswords passwords that were not checked, because too many were wrong before or
 *     waited to be
 * @param refusedAccounts registrations that were one too many
 * @param hashedPasswords passwords that were hashed or checked
 */
public record Counters(
    StoreStatistics store,
    long refusedDeviceRequests,
    long refusedPublicRequests,
    long refusedPasswords,
    long refusedAccounts,
    long hashedPasswords) {

  /** Whether anything was dropped or refused. */
  public boolean isAnythingLimited() {
    return store.droppedInAll()
            + store.forgottenTransactions()
            + store.forgottenFilters()
            + store.forgottenKeys()
            + store.refusedData()
            + refusedDeviceRequests
            + refusedPublicRequests
            + refusedPasswords
            + refusedAccounts
            + store.refusedDevices()
        > 0;
  }

  /** One line for the log. */
  @Override
  public String toString() {
    String dropped =
        Arrays.stream(DropReason.values())
            .filter(reason -> store.dropped(reason) > 0)
            .map(reason -> store.dropped(reason) + " because " + reason.description())
            .collect(Collectors.joining(", "));
    return store.droppedInAll()
        + " messages dropped"
        + (dropped.isEmpty() ? "" : " (" + dropped + ")")
        + "; forgotten for lack of space: "
        + store.forgottenTransactions()
        + " transactions, "
        + store.forgottenFilters()
        + " filters, "
        + store.forgottenKeys()
        + " keys; refused: "
        + refusedDeviceRequests
        + " requests of devices, "
        + refusedPublicRequests
        + " requests without a token, "
        + refusedPasswords
        + " passwords, "
        + refusedAccounts
        + " accounts, "
        + store.refusedDevices()
        + " devices, "
        + store.refusedData()
        + " entries of users' data";
  }
}
