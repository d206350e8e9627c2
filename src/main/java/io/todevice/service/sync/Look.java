package io.todevice.service.sync;

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

  /** The answer that the page makes. */
  static SyncResult result(InboxPage page) {
    return new SyncResult(page.messages(), SyncToken.format(page.next()));
  }
}
