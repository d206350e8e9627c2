package io.todevice.service.device;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.DisplayName;
import io.todevice.service.Stages;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.interactive.InteractiveOutcome;
import io.todevice.service.interactive.InteractiveOutcome.Completed;
import io.todevice.service.interactive.Operation;
import io.todevice.service.interactive.UserInteractiveAuth;
import io.todevice.store.DeviceStore;
import io.todevice.text.StorableText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The devices of the user who asks; never another user's. Device IDs are taken as they stand in the
 * request: text that is no device ID names no device. Safe for use by many threads.
 */
public record DeviceService(DeviceStore devices, UserInteractiveAuth interactive) {

  /** All devices, in order of creation. */
  public CompletionStage<List<Device>> list(AuthenticatedUser asker) {
    return devices.list(asker.requester());
  }

  /** One device. Refused: {@code M_NOT_FOUND}. */
  public CompletionStage<Device> get(AuthenticatedUser asker, String deviceId) {
    return DeviceId.find(deviceId)
        .map(id -> devices.find(asker.requester(), id))
        .map(found -> found.thenApply(device -> device.orElseThrow(DeviceService::notFound)))
        .orElseGet(() -> Stages.refused(notFound()));
  }

  /**
   * Gives a device another display name, or for an application service that names a device which is
   * not there, creates it (Matrix application service API v1.17, <i>Creating devices</i>).
   *
   * @return whether the device is new. Refused: as {@link #rename}; {@code M_FORBIDDEN} where the
   *     user has too many devices
   */
  public CompletionStage<Boolean> update(
      AuthenticatedUser asker, String deviceId, Optional<String> displayName) {
    Optional<DeviceId> id =
        DeviceId.find(deviceId)
            .filter(text -> StorableText.isStorable(text.value(), DeviceId.MAX_BYTES));
    if (asker.service().isEmpty() || id.isEmpty()) {
      return rename(asker, deviceId, displayName).thenApply(renamed -> false);
    }
    Optional<String> name;
    try {
      name = displayName.map(DisplayName::check);
    } catch (MatrixException invalid) {
      return Stages.refused(invalid);
    }
    return devices
        .ensureExists(new DeviceAddress(asker.user(), id.get()), name)
        .thenCompose(
            existing -> {
              if (existing.isEmpty()) {
                return Stages.refused(MatrixException.tooManyDevices());
              }
              return existing.get().isNew()
                  ? CompletableFuture.completedFuture(true)
                  : rename(asker, deviceId, displayName).thenApply(renamed -> false);
            });
  }

  /**
   * Gives a device another display name; without one it keeps the name that it has.
   *
   * <p>Refused: {@code M_NOT_FOUND}, also where there is no name to set; {@code M_INVALID_PARAM}
   * for a name that can't be kept.
   */
  public CompletionStage<Void> rename(
      AuthenticatedUser asker, String deviceId, Optional<String> displayName) {
    if (displayName.isEmpty()) {
      return get(asker, deviceId).thenAccept(device -> {});
    }
    Optional<DeviceId> id = DeviceId.find(deviceId);
    if (id.isEmpty()) {
      return Stages.refused(notFound());
    }
    String name;
    try {
      name = DisplayName.check(displayName.get());
    } catch (MatrixException invalid) {
      return Stages.refused(invalid);
    }
    return devices
        .rename(asker.requester(), id.get(), name)
        .thenAccept(
            renamed -> {
              if (!renamed) {
                throw notFound();
              }
            });
  }

  /**
   * Deletes a device with its tokens and its inbox (clauses A5, D6), once the client has shown the
   * user's password; an application service need not. A device that is not there counts as deleted.
   *
   * @return the devices that were there, or what the client has to show first. Refused: {@code
   *     M_LIMIT_EXCEEDED} where too many passwords wait to be checked
   */
  public CompletionStage<InteractiveOutcome<Set<DeviceId>>> delete(
      AuthenticatedUser asker, String deviceId, Optional<AuthAttempt> attempt) {
    return delete(
        asker, Operation.deleteDevice(asker.requester(), deviceId), List.of(deviceId), attempt);
  }

  /** Deletes several devices, as {@link #delete} does one. */
  public CompletionStage<InteractiveOutcome<Set<DeviceId>>> deleteAll(
      AuthenticatedUser asker, Collection<String> deviceIds, Optional<AuthAttempt> attempt) {
    return delete(asker, Operation.deleteDevices(asker.requester(), deviceIds), deviceIds, attempt);
  }

  private CompletionStage<InteractiveOutcome<Set<DeviceId>>> delete(
      AuthenticatedUser asker,
      Operation operation,
      Collection<String> deviceIds,
      Optional<AuthAttempt> attempt) {
    Set<DeviceId> ids =
        deviceIds.stream()
            .map(DeviceId::find)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    Supplier<CompletionStage<Set<DeviceId>>> action = () -> devices.delete(asker.requester(), ids);
    return asker.service().isPresent()
        ? action.get().thenApply(Completed::new)
        : interactive.perform(operation, attempt, action);
  }

  private static MatrixException notFound() {
    return new MatrixException(ErrorCode.M_NOT_FOUND, "No such device");
  }
}
