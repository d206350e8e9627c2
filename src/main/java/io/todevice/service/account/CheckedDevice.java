package io.todevice.service.account;

import io.todevice.domain.DeviceId;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.DisplayName;
import io.todevice.text.StorableText;
import java.util.Optional;

/** A {@link DeviceRequest} whose values can be kept. */
record CheckedDevice(
    Optional<DeviceId> id, Optional<String> displayName, boolean wantsRefreshToken) {

  /**
   * Checks what the client said.
   *
   * @throws MatrixException {@code M_INVALID_PARAM}
   */
  static CheckedDevice of(DeviceRequest request) {
    return new CheckedDevice(
        request.deviceId().map(CheckedDevice::id),
        request.initialDisplayName().map(DisplayName::check),
        request.wantsRefreshToken());
  }

  private static DeviceId id(String text) {
    return Optional.of(text)
        .filter(id -> StorableText.isStorable(id, DeviceId.MAX_BYTES))
        .flatMap(DeviceId::find)
        .orElseThrow(
            () -> new MatrixException(ErrorCode.M_INVALID_PARAM, "This device ID can't be used"));
  }
}
