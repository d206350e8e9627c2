package io.todevice.store.memory;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.MatrixException;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.MessageStore;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import io.todevice.store.Watches;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The inboxes of a {@link MemoryStore} and what its devices have sent before. */
final class MemoryMessages implements MessageStore {

  private final Gate gate;
  private final Shards shards;
  private final Watches watches;
  private final InboxRoom room;
  private final InstantSource clock;
  private final AtomicInteger nextSwept = new AtomicInteger();

  /** Inboxes within the bounds of {@code settings}. */
  MemoryMessages(
      Gate gate, Shards shards, Watches watches, Settings settings, InstantSource clock) {
    this.gate = gate;
    this.shards = shards;
    this.watches = watches;
    this.clock = clock;
    this.room = new InboxRoom(settings, shards.drops());
  }

  @Override
  public CompletionStage<Boolean> send(
      Optional<Transaction> transaction,
      UserId sender,
      EventType type,
      Map<UserId, DeviceContents> recipients) {
    return gate.answer(
        () -> {
          Delivery delivery;
          try (LockedShards locked = shards.lock(concerned(sender, recipients))) {
            delivery = new Delivery(locked, room, clock.millis(), sender, type);
            if (transaction.isPresent() && !begin(locked, transaction.get(), delivery)) {
              return false;
            }
            recipients.forEach(delivery::to);
          }
          delivery.reached().forEach(watches::tell);
          shards.inboxBound().makeRoom();
          shards.transactionBound().makeRoom();
          return true;
        });
  }

  @Override
  public CompletionStage<InboxPage> read(
      DeviceIncarnation caller, Optional<InboxPosition> since, PageSize size) {
    return read(caller, device -> true, since, size);
  }

  @Override
  public CompletionStage<InboxPage> readAs(
      Session session, Optional<InboxPosition> since, PageSize size) {
    return read(session.device(), device -> device.isGood(session), since, size);
  }

  private CompletionStage<InboxPage> read(
      DeviceIncarnation caller,
      Predicate<MemoryDevice> isAllowed,
      Optional<InboxPosition> since,
      PageSize size) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            MemoryDevice device = locked.get(caller);
            if (!isAllowed.test(device)) {
              throw MatrixException.unknownToken();
            }
            long now = clock.millis();
            device.noteRead(now);
            room.dropExpired(locked, device, now);
            return read(device.inbox(), since, size);
          }
        });
  }

  @Override
  public CompletionStage<Boolean> dropExpired() {
    return gate.answer(
        () -> {
          int shard = nextSwept.getAndUpdate(swept -> (swept + 1) % shards.count());
          try (LockedShards locked = shards.lock(shard)) {
            dropExpired(locked, shards.get(shard));
          }
          return shard + 1 < shards.count();
        });
  }

  private void dropExpired(LockedShards locked, Shard shard) {
    long now = clock.millis();
    for (MemoryUser user : List.copyOf(shard.users.values())) {
      for (MemoryDevice device : user.devices()) {
        room.dropExpired(locked, device, now);
        room.noteDormant(device, now);
      }
      locked.removeIfUnused(user);
    }
  }

  @Override
  public Watch watch(DeviceIncarnation device, Runnable onChange) {
    gate.checkOpen();
    return watches.add(device, onChange);
  }

  @Override
  public Duration wakeBound() {
    return Duration.ZERO;
  }

  private static List<UserId> concerned(UserId sender, Map<UserId, DeviceContents> recipients) {
    List<UserId> users = new ArrayList<>(recipients.size() + 1);
    users.addAll(recipients.keySet());
    users.add(sender);
    return users;
  }

  /** Remembers the transaction and returns whether it is new. */
  private static boolean begin(LockedShards locked, Transaction transaction, Delivery delivery) {
    MemoryDevice from = locked.get(transaction.sender());
    EventType type = from.shared(transaction.type());
    delivery.share(from.address().user(), type);
    return locked
        .transactions(from.address().user())
        .remember(from.transactions(), type, transaction.id());
  }

  private static InboxPage read(Inbox inbox, Optional<InboxPosition> since, PageSize size) {
    since.filter(inbox::has).ifPresent(position -> inbox.acknowledge(position.sequence()));
    return inbox.read(size);
  }
}
