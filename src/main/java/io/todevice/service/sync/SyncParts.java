package io.todevice.service.sync;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.AccountDataNews;
import io.todevice.store.AccountDataStore;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import io.todevice.store.KeyStore;
import io.todevice.store.MessageStore;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The parts that the answer of a sync is composed of: the inbox, what became of keys, and account
 * data. Each says what is new since a position and where the device stands then.
 */
record SyncParts(MessageStore messages, KeyStore keys, AccountDataStore accountData) {

  /**
   * Since when a device wants to know of each part.
   *
   * @param inbox empty for everything that waits
   * @param keys empty for how things stand, without what has changed
   * @param accountData empty for everything that is kept
   * @param seenAccountData the position up to which account data ends no wait
   */
  record Since(
      Optional<InboxPosition> inbox,
      Optional<KeyPosition> keys,
      OptionalLong accountData,
      long seenAccountData) {

    /** A client without a position in account data. What is kept now ends no wait. */
    Since(Optional<InboxPosition> inbox, Optional<KeyPosition> keys) {
      this(inbox, keys, OptionalLong.empty(), Long.MAX_VALUE);
    }

    /**
     * What a client's {@code since} says to a device. One of another inbox is a fresh start (clause
     * D5), in which every change of keys is told.
     */
    static Since of(Optional<SyncPosition> since, DeviceIncarnation device) {
      if (since.isEmpty()) {
        return new Since(Optional.empty(), Optional.empty());
      }
      long accountData = since.get().accountDataOf(device);
      return new Since(
          since.map(SyncPosition::inbox),
          since.map(position -> position.keysOf(device)),
          OptionalLong.of(accountData),
          accountData);
    }

    /** The same, with what changes after a first answer where the client began without. */
    Since after(SyncResult first) {
      return new Since(
          inbox,
          keys.or(() -> Optional.of(first.keys().position())),
          accountData,
          Math.min(seenAccountData, first.accountData().position()));
    }
  }

  /**
   * Which parts a device wants to know of.
   *
   * @param inbox how much of the inbox at the most; empty for nothing, which acknowledges nothing
   * @param keys whether what became of keys is news
   * @param accountData whether it wants to know of account data
   */
  record Wanted(Optional<PageSize> inbox, boolean keys, boolean accountData) {}

  /** What became of keys since a position. */
  CompletionStage<KeyNews> keyNews(DeviceIncarnation device, KeyPosition since) {
    return keys.news(device, Optional.of(since));
  }

  /**
   * Acknowledges, and reads what is new. The parts are read side by side: each has a position of
   * its own, and a store that works over a network has one wait for all.
   *
   * @param session the session that must be good still, where the inbox is read
   */
  CompletionStage<SyncResult> read(
      DeviceIncarnation device, Optional<Session> session, Wanted wanted, Since since) {
    return page(device, session, wanted, since)
        .thenCombine(keys.news(device, since.keys()), PageAndKeys::new)
        .thenCombine(
            accountData(device, wanted, since),
            (read, data) -> SyncResult.of(read.page(), read.keys(), data, wanted, since));
  }

  private record PageAndKeys(InboxPage page, KeyNews keys) {}

  private CompletionStage<InboxPage> page(
      DeviceIncarnation device, Optional<Session> session, Wanted wanted, Since since) {
    if (wanted.inbox().isEmpty()) {
      return CompletableFuture.completedStage(
          new InboxPage(List.of(), new InboxPosition(device.number(), 0), true));
    }
    PageSize size = wanted.inbox().get();
    return session.isPresent()
        ? messages.readAs(session.get(), since.inbox(), size)
        : messages.read(device, since.inbox(), size);
  }

  /** Who does not want it stands where nothing is known. */
  private CompletionStage<AccountDataNews> accountData(
      DeviceIncarnation device, Wanted wanted, Since since) {
    return wanted.accountData()
        ? accountData.news(device, since.accountData())
        : CompletableFuture.completedStage(new AccountDataNews(List.of(), Optional.empty(), 0));
  }
}
