package io.todevice.store.memory;

import io.todevice.domain.UserId;
import io.todevice.store.AccountStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The accounts of a {@link MemoryStore}. */
final class MemoryAccounts implements AccountStore {

  private final Gate gate;
  private final Shards shards;
  private final AtomicLong count = new AtomicLong();

  MemoryAccounts(Gate gate, Shards shards) {
    this.gate = gate;
    this.shards = shards;
  }

  @Override
  public CompletionStage<Boolean> create(UserId user, Optional<String> passwordHash) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(user)) {
            MemoryUser there = locked.findOrAdd(user);
            if (there.account() != null) {
              return false;
            }
            there.setAccount(new MemoryUser.Account(passwordHash));
            count.incrementAndGet();
            return true;
          }
        });
  }

  @Override
  public CompletionStage<Long> estimateCount() {
    return gate.answer(count::get);
  }

  @Override
  public CompletionStage<Boolean> exists(UserId user) {
    return gate.answer(() -> account(user) != null);
  }

  @Override
  public CompletionStage<Optional<String>> findPasswordHash(UserId user) {
    return gate.answer(
        () -> Optional.ofNullable(account(user)).flatMap(MemoryUser.Account::passwordHash));
  }

  private MemoryUser.@Nullable Account account(UserId user) {
    try (LockedShards locked = shards.lock(user)) {
      MemoryUser there = locked.find(user);
      return there == null ? null : there.account();
    }
  }
}
