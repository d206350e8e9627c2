package io.todevice.service.sync;

import io.todevice.domain.ToDeviceMessage;
import io.todevice.store.InboxPage;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import java.util.List;
import java.util.Optional;

/**
 * What a sync brings.
 *
 * @param messages in order of arrival; there may be more, for the next sync
 * @param keys what became of keys
 * @param isNews whether there is anything that the client does not know
 * @param nextBatch the {@code since} that acknowledges it
 */
public record SyncResult(
    List<ToDeviceMessage> messages, KeyNews keys, boolean isNews, String nextBatch) {

  /** Copies the list. */
  public SyncResult {
    messages = List.copyOf(messages);
  }

  /** The parts as one. */
  static SyncResult of(InboxPage page, KeyNews keys, Optional<KeyPosition> since) {
    return new SyncResult(
        page.messages(),
        keys,
        !page.messages().isEmpty() || since.filter(keys::isNewSince).isPresent(),
        SyncToken.format(new SyncPosition(page.next(), keys.position())));
  }
}
