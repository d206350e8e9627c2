package io.todevice.store.postgres;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import java.util.Map;
import java.util.Optional;

/** One send request. Completes with whether it was carried out now. */
final class SendRequest extends Batches.Request<Boolean> {

  /** What a recipient takes beside the content, about. */
  private static final int BYTES_EACH = 200;

  final Optional<Transaction> transaction;
  final UserId sender;
  final EventType type;
  final Map<UserId, DeviceContents> recipients;
  private final long bytes;

  SendRequest(
      Optional<Transaction> transaction,
      UserId sender,
      EventType type,
      Map<UserId, DeviceContents> recipients) {
    this.transaction = transaction;
    this.sender = sender;
    this.type = type;
    this.recipients = recipients;
    this.bytes = BYTES_EACH + recipients.values().stream().mapToLong(SendRequest::bytes).sum();
  }

  private static long bytes(DeviceContents contents) {
    long named =
        contents.named().values().stream().mapToLong(content -> BYTES_EACH + content.size()).sum();
    return named + contents.everyOther().map(JsonObject::size).orElse(0);
  }

  @Override
  long bytes() {
    return bytes;
  }
}
