package io.todevice.http;

import io.todevice.api.SendToDeviceApi;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceKey;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserId;
import io.todevice.domain.UserKey;
import io.todevice.http.call.Caller;
import io.todevice.model.SendToDeviceRequest;
import io.todevice.service.messaging.MessagingService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * {@code PUT /sendToDevice/{eventType}/{txnId}} (clauses S1 to S6).
 *
 * @param maxContentBytes how large the content of one message may be, in bytes of its text
 */
public record SendToDeviceResource(MessagingService messaging, int maxContentBytes)
    implements SendToDeviceApi {

  @Override
  public CompletionStage<JsonObject> sendToDevice(
      EventType eventType, TransactionId txnId, SendToDeviceRequest request, Caller caller) {
    return messaging
        .send(caller.user().map(user -> caller.getDevice()), eventType, txnId, recipients(request))
        .thenApply(sent -> JsonObject.EMPTY);
  }

  /**
   * Everything is looked at before anything is sent, so that a refused request leaves nothing
   * behind (clauses S5, T3).
   */
  private Map<UserId, DeviceContents> recipients(SendToDeviceRequest request) {
    Map<UserId, DeviceContents> recipients = new LinkedHashMap<>(2 * request.messages().size());
    for (Map.Entry<UserKey, Map<DeviceKey, JsonObject>> entry : request.messages().entrySet()) {
      DeviceContents contents = contents(entry.getValue());
      entry.getKey().findUserId().ifPresent(user -> recipients.put(user, contents));
    }
    return recipients;
  }

  private DeviceContents contents(Map<DeviceKey, JsonObject> messages) {
    Map<DeviceId, JsonObject> named = new LinkedHashMap<>(2 * messages.size());
    Optional<JsonObject> everyOther = Optional.empty();
    for (Map.Entry<DeviceKey, JsonObject> message : messages.entrySet()) {
      JsonObject content = message.getValue();
      if (content.size() > maxContentBytes) {
        throw new MatrixException(
            ErrorCode.M_TOO_LARGE,
            "The content of a message is larger than " + maxContentBytes + " bytes");
      }
      if (message.getKey().isEveryOther()) {
        everyOther = Optional.of(content);
      } else {
        message.getKey().findDeviceId().ifPresent(device -> named.put(device, content));
      }
    }
    return new DeviceContents(named, everyOther);
  }
}
