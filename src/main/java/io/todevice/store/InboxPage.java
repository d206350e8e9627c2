package io.todevice.store;

import io.todevice.domain.ToDeviceMessage;
import java.util.List;

/**
 * What reading an inbox gives: the messages after a position.
 *
 * @param messages in order of arrival; may be empty
 * @param next the position of the last of them, or the position the reader stood at
 * @param isComplete whether these were all that there are at the moment
 */
public record InboxPage(List<ToDeviceMessage> messages, InboxPosition next, boolean isComplete) {

  /** Copies the list. */
  public InboxPage {
    messages = List.copyOf(messages);
  }
}
