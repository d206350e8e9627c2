package io.todevice.service.messaging;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.EventType;
import io.todevice.domain.Transaction;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.settings.ServerName;
import io.todevice.store.MessageStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sends messages to devices. Safe for use by many threads. */
public final class MessagingService {

  private final MessageStore messages;
  private final ServerName serverName;
  private final UserId anonymous;

  /** Puts messages into the inboxes of {@code messages}. */
  public MessagingService(MessageStore messages, ServerName serverName) {
    this.messages = messages;
    this.serverName = serverName;
    anonymous = UserId.of(UserId.ANONYMOUS, serverName.value());
  }

  /**
   * Sends one request's messages (clauses S1 to S4). Users of other servers are passed over, as
   * unknown users and devices are (clause S3). A request that the same device has made before, with
   * the same event type and transaction ID, does nothing and ends the same way (clauses T1, T2);
   * one that failed was not made (clause T3).
   *
   * @param sender who sends; empty where the specification lets anybody send, and then the message
   *     comes from {@link UserId#ANONYMOUS} and no transaction is remembered, because there is no
   *     device that it could belong to
   * @return ends when the messages are stored; fails where the store failed, and with {@code
   *     M_UNKNOWN_TOKEN} where the sender's session has ended meanwhile (clause F4)
   */
  public CompletionStage<Void> send(
      Optional<AuthenticatedDevice> sender,
      EventType type,
      TransactionId transactionId,
      Map<UserId, DeviceContents> recipients) {
    return messages
        .send(
            sender.map(device -> new Transaction(device.incarnation(), type, transactionId)),
            sender.map(AuthenticatedDevice::user).orElse(anonymous),
            type,
            local(recipients))
        .thenAccept(carriedOut -> {});
  }

  /** The recipients on this server: nearly always all of them, and then the same map. */
  private Map<UserId, DeviceContents> local(Map<UserId, DeviceContents> recipients) {
    for (UserId user : recipients.keySet()) {
      if (!user.isOn(serverName.value())) {
        Map<UserId, DeviceContents> local = new LinkedHashMap<>(recipients);
        local.keySet().removeIf(other -> !other.isOn(serverName.value()));
        return local;
      }
    }
    return recipients;
  }
}
