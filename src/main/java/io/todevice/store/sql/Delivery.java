package io.todevice.store.sql;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Puts the messages of one request into inboxes. */
final class Delivery {

  /** What a message takes beside the bytes of its content. */
  private static final long OVERHEAD_BYTES = 160;

  private final SqlTransaction tx;
  private final InboxRoom room;
  private final UserId sender;
  private final EventType type;
  private long sentBytes;

  Delivery(SqlTransaction tx, InboxRoom room, UserId sender, EventType type) {
    this.tx = tx;
    this.room = room;
    this.sender = sender;
    this.type = type;
  }

  /** Delivers to one user's devices as clause S2 has it. Unknown ones are ignored (clause S3). */
  void to(UserId recipient, DeviceContents contents) throws SQLException {
    Map<DeviceIncarnation, JsonObject> named = new LinkedHashMap<>();
    List<DeviceIncarnation> others = new ArrayList<>();
    find(recipient, contents, named, others);
    List<InboxRow> reached = new ArrayList<>(named.size() + others.size());
    for (Map.Entry<DeviceIncarnation, JsonObject> entry : named.entrySet()) {
      reached.add(add(entry.getKey(), entry.getValue(), null));
    }
    if (contents.everyOther().isPresent() && !others.isEmpty()) {
      JsonObject content = contents.everyOther().get();
      Long shared = others.size() > 1 ? share(recipient, content, others.size()) : null;
      for (DeviceIncarnation other : others) {
        reached.add(add(other, content, shared));
      }
    }
    if (!reached.isEmpty()) {
      count(recipient, named, others, contents, reached);
    }
  }

  private void count(
      UserId recipient,
      Map<DeviceIncarnation, JsonObject> named,
      List<DeviceIncarnation> others,
      DeviceContents contents,
      List<InboxRow> reached)
      throws SQLException {
    long everyOther = contents.everyOther().map(Delivery::bytes).orElse(0L);
    long bytes = named.values().stream().mapToLong(Delivery::bytes).sum();
    bytes += everyOther * others.size();
    long weight = 0;
    for (InboxRow inbox : reached) {
      JsonObject content = named.get(inbox.device());
      weight += inbox.weight(content == null ? everyOther : bytes(content));
    }
    sentBytes += bytes;
    Usage usage = Usage.add(tx, Usage.Kind.RECEIVED, SqlDevices.owner(recipient), bytes, weight);
    for (InboxRow inbox : reached) {
      room.makeInDevice(tx, inbox);
      SqlDevices.changed(tx, inbox.device());
    }
    room.makeInUser(tx, recipient, usage);
  }

  /** Counts what was sent, and keeps to the bound of the whole store. */
  void finish() throws SQLException {
    if (sentBytes > 0) {
      Usage.add(tx, Usage.Kind.SENT, SqlDevices.owner(sender), sentBytes, sentBytes);
      room.makeInStore(tx);
    }
  }

  private void find(
      UserId recipient,
      DeviceContents contents,
      Map<DeviceIncarnation, JsonObject> named,
      List<DeviceIncarnation> others)
      throws SQLException {
    if (contents.everyOther().isPresent()) {
      for (DeviceIncarnation device : SqlDevices.list(tx, recipient)) {
        JsonObject content = contents.named().get(device.address().device());
        if (content == null) {
          others.add(device);
        } else {
          named.put(device, content);
        }
      }
    } else {
      for (Map.Entry<DeviceId, JsonObject> entry : contents.named().entrySet()) {
        Optional<DeviceIncarnation> device =
            SqlDevices.find(tx, new DeviceAddress(recipient, entry.getKey()));
        if (device.isPresent()) {
          named.put(device.get(), entry.getValue());
        }
      }
    }
  }

  /** Keeps a content that several devices get once. */
  private long share(UserId recipient, JsonObject content, int devices) throws SQLException {
    long id = ThreadLocalRandom.current().nextLong() >>> 1;
    tx.update(
        "INSERT INTO content(bucket, id, refs, text) VALUES (?, ?, ?, ?)",
        Bucket.of(recipient),
        id,
        devices,
        content.toBytes());
    return id;
  }

  private InboxRow add(DeviceIncarnation device, JsonObject content, @Nullable Long shared)
      throws SQLException {
    InboxRow inbox = InboxRow.append(tx, device.number(), bytes(content));
    tx.update(
        "INSERT INTO message(bucket, inbox, seq, at, sender, type, bytes, shared, content)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        inbox.device(),
        inbox.lastSeq(),
        tx.now(),
        sender.value(),
        type.value(),
        bytes(content),
        shared,
        shared == null ? content.toBytes() : null);
    return inbox;
  }

  private static long bytes(JsonObject content) {
    return OVERHEAD_BYTES + content.size();
  }
}
