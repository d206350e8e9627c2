package io.todevice.service.sync;

import io.todevice.domain.ToDeviceMessage;
import java.util.List;

/**
 * What a sync brings.
 *
 * @param messages in order of arrival; there may be more, for the next sync
 * @param nextBatch the {@code since} that acknowledges them
 */
public record SyncResult(List<ToDeviceMessage> messages, String nextBatch) {

  /** Copies the list. */
  public SyncResult {
    messages = List.copyOf(messages);
  }
}
