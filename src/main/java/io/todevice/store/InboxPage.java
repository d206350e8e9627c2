package io.todevice.store;

import io.todevice.domain.ToDeviceMessage;
import java.util.List;

/** What reading an inbox gives. */
public sealed interface InboxPage {

  /**
   * The messages after a position.
   *
   * @param messages in order of arrival; may be empty
   * @param next the position of the last of them, or the position the reader stood at
   * @param isComplete whether these were all that there are at the moment
   */
  record Messages(List<ToDeviceMessage> messages, InboxPosition next, boolean isComplete)
      implements InboxPage {

    /** Copies the list. */
    public Messages {
      messages = List.copyOf(messages);
    }
  }

  /** The position is of another inbox, or of a message that this inbox never had (clause D5). */
  record UnknownPosition() implements InboxPage {}
}
