package io.todevice.service.sync;

import io.todevice.domain.ToDeviceMessage;
import io.todevice.service.sync.SyncParts.Since;
import io.todevice.service.sync.SyncParts.Wanted;
import io.todevice.store.AccountDataNews;
import io.todevice.store.InboxPage;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import java.util.List;

/**
 * What a sync brings.
 *
 * @param messages in order of arrival; there may be more, for the next sync
 * @param keys what became of keys
 * @param accountData what is new of account data
 * @param isFirst whether the client knew nothing before
 * @param isNews whether there is anything that the client does not know
 * @param nextBatch the {@code since} that acknowledges it
 */
public record SyncResult(
    List<ToDeviceMessage> messages,
    KeyNews keys,
    AccountDataNews accountData,
    boolean isFirst,
    boolean isNews,
    String nextBatch) {

  /** Copies the list. */
  public SyncResult {
    messages = List.copyOf(messages);
  }

  /** The parts as one. Who knew nothing waits for something to happen, if for anything. */
  static SyncResult of(
      InboxPage page, KeyNews keys, AccountDataNews accountData, Wanted wanted, Since since) {
    return new SyncResult(
        page.messages(),
        keys,
        accountData,
        wanted.accountData() && since.accountData().orElse(0) == 0,
        !page.messages().isEmpty()
            || (wanted.keys() && since.keys().filter(keys::isNewSince).isPresent())
            || (!accountData.isEmpty() && accountData.position() > since.seenAccountData()),
        SyncToken.format(new SyncPosition(page.next(), keys.position(), accountData.position())));
  }

  /** The same, with a {@code nextBatch} that stands elsewhere in keys. */
  SyncResult withKeysUpTo(KeyPosition reported) {
    SyncPosition next = SyncToken.find(nextBatch).orElseThrow();
    return new SyncResult(
        messages,
        keys,
        accountData,
        isFirst,
        isNews,
        SyncToken.format(new SyncPosition(next.inbox(), reported, next.accountData())));
  }
}
