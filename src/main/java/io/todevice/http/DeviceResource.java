package io.todevice.http;

import io.todevice.api.DeleteDeviceApi;
import io.todevice.api.DeleteDevicesApi;
import io.todevice.api.GetDeviceApi;
import io.todevice.api.GetDevicesApi;
import io.todevice.api.UpdateDeviceApi;
import io.todevice.domain.DeviceKey;
import io.todevice.domain.JsonObject;
import io.todevice.http.auth.Caller;
import io.todevice.model.DeleteDeviceRequest;
import io.todevice.model.DeleteDevicesRequest;
import io.todevice.model.Device;
import io.todevice.model.GetDevicesResponse;
import io.todevice.model.UpdateDeviceRequest;
import io.todevice.service.device.DeviceService;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The operations on the caller's own devices. */
public final class DeviceResource
    implements GetDevicesApi, GetDeviceApi, UpdateDeviceApi, DeleteDeviceApi, DeleteDevicesApi {

  private final DeviceService devices;
  private final InteractiveAuth interactive;

  /** The resource. */
  public DeviceResource(DeviceService devices, InteractiveAuth interactive) {
    this.devices = devices;
    this.interactive = interactive;
  }

  @Override
  public CompletionStage<GetDevicesResponse> getDevices(Caller caller) {
    return devices
        .list(caller.getDevice())
        .thenApply(
            list ->
                GetDevicesResponse.builder()
                    .devices(list.stream().map(DeviceResource::toModel).toList())
                    .build());
  }

  @Override
  public CompletionStage<Device> getDevice(DeviceKey deviceId, Caller caller) {
    return devices.get(caller.getDevice(), deviceId.value()).thenApply(DeviceResource::toModel);
  }

  @Override
  public CompletionStage<JsonObject> updateDevice(
      DeviceKey deviceId, UpdateDeviceRequest request, Caller caller) {
    return devices
        .rename(caller.getDevice(), deviceId.value(), Optional.ofNullable(request.displayName()))
        .thenApply(renamed -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> deleteDevice(
      DeviceKey deviceId, DeleteDeviceRequest request, Caller caller) {
    return devices
        .delete(caller.getDevice(), deviceId.value(), interactive.attempt(request.auth()))
        .thenApply(interactive::completed)
        .thenApply(deleted -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> deleteDevices(DeleteDevicesRequest request, Caller caller) {
    return devices
        .deleteAll(caller.getDevice(), request.devices(), interactive.attempt(request.auth()))
        .thenApply(interactive::completed)
        .thenApply(deleted -> JsonObject.EMPTY);
  }

  private static Device toModel(io.todevice.domain.Device device) {
    return Device.builder()
        .deviceId(device.id().value())
        .displayName(device.displayName().orElse(null))
        .build();
  }
}
