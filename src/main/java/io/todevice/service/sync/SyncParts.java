package io.todevice.service.sync;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.InboxPosition;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import io.todevice.store.KeyStore;
import io.todevice.store.MessageStore;
import io.todevice.store.PageSize;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The parts that the answer of a sync is composed of: the inbox, and what became of keys. Each says
 * what is new since a position and where the device stands then.
 */
final class SyncParts {

  /**
   * Since when a device wants to know of each part.
   *
   * @param inbox empty for everything that waits
   * @param keys empty for how things stand, without what has changed
   */
  record Since(Optional<InboxPosition> inbox, Optional<KeyPosition> keys) {

    /**
     * What a client's {@code since} says to a device. One of another inbox is a fresh start (clause
     * D5), in which every change of keys is told.
     */
    static Since of(Optional<SyncPosition> since, DeviceIncarnation device) {
      return new Since(
          since.map(SyncPosition::inbox), since.map(position -> position.keysOf(device)));
    }

    /** The same, with what changes after a first answer where the client began without. */
    Since after(SyncResult first) {
      return new Since(inbox, keys.or(() -> Optional.of(first.keys().position())));
    }
  }

  private final MessageStore messages;
  private final KeyStore keys;
  private final PageSize size;

  SyncParts(MessageStore messages, KeyStore keys, PageSize size) {
    this.messages = messages;
    this.keys = keys;
    this.size = size;
  }

  /** What became of keys since a position. */
  CompletionStage<KeyNews> keyNews(DeviceIncarnation device, KeyPosition since) {
    return keys.news(device, Optional.of(since));
  }

  /** Acknowledges, and reads what is new. */
  CompletionStage<SyncResult> read(DeviceIncarnation device, Since since) {
    return messages
        .read(device, since.inbox(), size)
        .thenCompose(
            page ->
                keys.news(device, since.keys())
                    .thenApply(news -> SyncResult.of(page, news, since.keys())));
  }
}
