package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import java.util.Optional;

/** What is remembered of the devices, of a bounded number, until they are logged out. */
final class DeviceMemories {

  private static final int DEVICES = 2_000;
  private static final int TOKENS = 10_000;

  private final Cache<DeviceAddress, DeviceMemory> memories =
      Caffeine.newBuilder().maximumSize(DEVICES).build();

  private final Cache<String, DeviceAddress> devicesByToken =
      Caffeine.newBuilder().maximumSize(TOKENS).build();

  DeviceMemory of(DeviceAddress device) {
    return memories.get(device, unseen -> new DeviceMemory());
  }

  /** Whose request it is: the server's word, or whom the token spoke for when it was good. */
  Optional<DeviceAddress> identify(Optional<DeviceAddress> known, Optional<TokenUse> token) {
    if (token.isEmpty()) {
      return known;
    }
    String digest = token.get().digest();
    known.ifPresent(device -> devicesByToken.put(digest, device));
    return known.or(() -> Optional.ofNullable(devicesByToken.getIfPresent(digest)));
  }

  /** Forgets the devices that an exchange has ended: another one may have the same ID (D6). */
  void forgetEnded(Examination seen) {
    if (!seen.isSuccess() || seen.device().isEmpty()) {
      return;
    }
    DeviceAddress caller = seen.device().get();
    switch (seen.operationId()) {
      case "logout" -> memories.invalidate(caller);
      case "logout_all" ->
          memories.asMap().keySet().removeIf(device -> device.user().equals(caller.user()));
      case "deleteDevice" ->
          seen.matched()
              .map(request -> request.pathValues().getOrDefault("deviceId", ""))
              .ifPresent(id -> forget(caller.user(), id));
      case "deleteDevices" -> {
        for (JsonNode id : seen.body().path("devices")) {
          forget(caller.user(), id.asText());
        }
      }
      default -> {
        // Ends nothing.
      }
    }
  }

  private void forget(UserId user, String id) {
    DeviceId.find(id).ifPresent(device -> memories.invalidate(new DeviceAddress(user, device)));
  }
}
