package io.todevice.service.sync;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.auth.Authentication;
import io.todevice.store.InboxPage;

/**
 * What a waiting sync sees when it looks again.
 *
 * @param page what is in the inbox
 * @param authentication what the token is good for, found out after the page was read: where it is
 *     good now it was good then, because an ended token stays ended
 */
record Look(InboxPage page, Authentication authentication) {

  /**
   * The answer that the page makes.
   *
   * @throws MatrixException {@code M_INVALID_PARAM} for a position of another inbox (clause D5)
   */
  static SyncResult result(InboxPage page) {
    if (page instanceof InboxPage.Messages found) {
      return new SyncResult(found.messages(), SyncToken.format(found.next()));
    }
    throw unknownPosition();
  }

  /** The refusal of a {@code since} that no sync of this device gave out. */
  static MatrixException unknownPosition() {
    return new MatrixException(
        ErrorCode.M_INVALID_PARAM, "This value of 'since' was not given out to this device");
  }
}
