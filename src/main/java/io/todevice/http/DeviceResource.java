package io.todevice.http;

import io.todevice.api.DeleteDeviceApi;
import io.todevice.api.DeleteDevicesApi;
import io.todevice.api.GetDeviceApi;
import io.todevice.api.GetDevicesApi;
import io.todevice.api.UpdateDeviceApi;
import io.todevice.domain.Device;
import io.todevice.domain.DeviceKey;
import io.todevice.domain.JsonObject;
import io.todevice.http.call.Caller;
import io.todevice.http.error.PreparedAnswerException;
import io.todevice.model.DeleteDeviceRequest;
import io.todevice.model.DeleteDevicesRequest;
import io.todevice.model.GetDeviceResponse;
import io.todevice.model.GetDevicesResponse;
import io.todevice.model.GetDevicesResponseDevicesItem;
import io.todevice.model.UpdateDeviceRequest;
import io.todevice.service.device.DeviceService;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The operations on the caller's own devices. */
public record DeviceResource(DeviceService devices, InteractiveAuth interactive)
    implements GetDevicesApi, GetDeviceApi, UpdateDeviceApi, DeleteDeviceApi, DeleteDevicesApi {

  @Override
  public CompletionStage<GetDevicesResponse> getDevices(Caller caller) {
    return devices
        .list(caller.getUser())
        .thenApply(
            list ->
                GetDevicesResponse.of(
                    GetDevicesResponse.builder()
                        .devices(list.stream().map(DeviceResource::item).toList())));
  }

  @Override
  public CompletionStage<GetDeviceResponse> getDevice(DeviceKey deviceId, Caller caller) {
    return devices.get(caller.getUser(), deviceId.value()).thenApply(DeviceResource::response);
  }

  @Override
  public CompletionStage<JsonObject> updateDevice(
      DeviceKey deviceId, UpdateDeviceRequest request, Caller caller) {
    return devices
        .update(caller.getUser(), deviceId.value(), Optional.ofNullable(request.displayName()))
        .thenApply(
            isNew -> {
              if (isNew) {
                throw new PreparedAnswerException(201, JsonObject.EMPTY.toBytes());
              }
              return JsonObject.EMPTY;
            });
  }

  @Override
  public CompletionStage<JsonObject> deleteDevice(
      DeviceKey deviceId, DeleteDeviceRequest request, Caller caller) {
    return devices
        .delete(caller.getUser(), deviceId.value(), interactive.attempt(request.auth(), caller))
        .thenApply(interactive::completed)
        .thenApply(deleted -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> deleteDevices(DeleteDevicesRequest request, Caller caller) {
    return devices
        .deleteAll(caller.getUser(), request.devices(), interactive.attempt(request.auth(), caller))
        .thenApply(interactive::completed)
        .thenApply(deleted -> JsonObject.EMPTY);
  }

  private static GetDeviceResponse response(Device device) {
    return GetDeviceResponse.of(
        GetDeviceResponse.builder()
            .deviceId(device.id().value())
            .displayName(device.displayName().orElse(null)));
  }

  private static GetDevicesResponseDevicesItem item(Device device) {
    return GetDevicesResponseDevicesItem.of(
        GetDevicesResponseDevicesItem.builder()
            .deviceId(device.id().value())
            .displayName(device.displayName().orElse(null)));
  }
}
