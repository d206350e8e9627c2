package io.todevice.store.memory;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.EventType;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.MessageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The inboxes of a {@link MemoryStore} and what its devices have sent before. */
final class MemoryMessages implements MessageStore {

  private final Gate gate;
  private final Shards shards;
  private final Watches watches;

  MemoryMessages(Gate gate, Shards shards, Watches watches) {
    this.gate = gate;
    this.shards = shards;
    this.watches = watches;
  }

  @Override
  public CompletionStage<Boolean> send(
      Optional<Transaction> transaction,
      UserId sender,
      EventType type,
      Map<UserId, DeviceContents> recipients) {
    return gate.answer(
        () -> {
          Delivery delivery = new Delivery(sender, type);
          try (LockedShards locked = shards.lock(concerned(transaction, recipients))) {
            if (transaction.isPresent() && !begin(locked, transaction.get(), delivery)) {
              return false;
            }
            recipients.forEach((user, contents) -> delivery.to(locked.find(user), contents));
          }
          delivery.reached().forEach(watches::tell);
          return true;
        });
  }

  @Override
  public CompletionStage<InboxPage> read(
      DeviceAddress device, Optional<InboxPosition> since, int limit) {
    return gate.answer(
        () -> {
          if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 message");
          }
          try (LockedShards locked = shards.lock(device.user())) {
            MemoryDevice there = locked.find(device);
            return there == null ? new InboxPage.NoSuchDevice() : read(there.inbox(), since, limit);
          }
        });
  }

  @Override
  public Watch watch(DeviceAddress device, Runnable onChange) {
    gate.checkOpen();
    return watches.add(device, onChange);
  }

  private static List<UserId> concerned(
      Optional<Transaction> transaction, Map<UserId, DeviceContents> recipients) {
    List<UserId> users = new ArrayList<>(recipients.size() + 1);
    users.addAll(recipients.keySet());
    transaction.ifPresent(unique -> users.add(unique.sender().user()));
    return users;
  }

  /** Remembers the transaction and returns whether it is new. */
  private static boolean begin(LockedShards locked, Transaction transaction, Delivery delivery) {
    MemoryDevice from = locked.find(transaction.sender());
    if (from == null) {
      return true;
    }
    EventType type = from.shared(transaction.type());
    delivery.share(from.address().user(), type);
    return locked
        .transactions(from.address().user())
        .remember(from.transactions(), type, transaction.id());
  }

  private static InboxPage read(Inbox inbox, Optional<InboxPosition> since, int limit) {
    if (since.isPresent()) {
      if (!inbox.has(since.get())) {
        return new InboxPage.UnknownPosition();
      }
      inbox.acknowledge(since.get().sequence());
    }
    return inbox.read(limit);
  }
}
