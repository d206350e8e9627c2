package io.todevice.store.memory;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the messages of one request into inboxes, and notes which devices they reached. */
final class Delivery {

  private final List<DeviceIncarnation> reached = new ArrayList<>(2);
  private final LockedShards locked;
  private final InboxRoom room;
  private final long now;
  private UserId sender;
  private EventType type;
  private @Nullable Outbox outbox;

  /**
   * A delivery into shards that are locked.
   *
   * @param now in milliseconds, by the store's clock
   */
  Delivery(LockedShards locked, InboxRoom room, long now, UserId sender, EventType type) {
    this.locked = locked;
    this.room = room;
    this.now = now;
    this.sender = sender;
    this.type = type;
  }

  /**
   * Uses objects that are in memory anyway where they equal the request's own, so that a waiting
   * message holds little beside its content.
   */
  void share(UserId knownSender, EventType knownType) {
    sender = knownSender.equals(sender) ? knownSender : sender;
    type = knownType.equals(type) ? knownType : type;
  }

  /**
   * Delivers to one user's devices as clause S2 has it. A user of whom nothing is kept gets nothing
   * (clause S3).
   */
  void to(UserId recipient, DeviceContents contents) {
    MemoryUser user = locked.find(recipient);
    if (user == null) {
      return;
    }
    contents.named().forEach((id, content) -> toNamed(user, id, content));
    Optional<JsonObject> everyOther = contents.everyOther();
    if (everyOther.isPresent()) {
      toEveryOther(user, contents, new ToDeviceMessage(sender, type, everyOther.get()));
    }
  }

  /** The devices that have got a message. */
  List<DeviceIncarnation> reached() {
    return reached;
  }

  private void toNamed(MemoryUser user, DeviceId id, JsonObject content) {
    MemoryDevice device = user.device(id);
    if (device != null) {
      add(user, device, new ToDeviceMessage(sender, type, content));
    }
  }

  private void toEveryOther(MemoryUser user, DeviceContents contents, ToDeviceMessage message) {
    for (MemoryDevice device : user.devices()) {
      if (!contents.named().containsKey(device.address().device())) {
        add(user, device, message);
      }
    }
  }

  /**
   * What the sender has waiting. Looked up once: nothing is kept of a sender who reaches nobody.
   */
  private Outbox outbox() {
    Outbox found = outbox;
    if (found == null) {
      found = locked.findOrAdd(sender).outbox();
      outbox = found;
    }
    return found;
  }

  private void add(MemoryUser user, MemoryDevice device, ToDeviceMessage message) {
    device.inbox().add(device, outbox(), message, now);
    room.make(locked, user, device, now);
    reached.add(device.incarnation());
  }
}
