package io.todevice.service.sync;

import io.todevice.service.auth.Authentication;

/**
 * What a waiting sync sees when it looks again.
 *
 * @param result what the sync would bring
 * @param authentication what the token is good for, found out after the result was read: where it
 *     is good now it was good then, because an ended token stays ended
 */
record Look(SyncResult result, Authentication authentication) {}
