package io.todevice.store;

/**
 * A place in a device's inbox: everything up to and including message {@code sequence} has been
 * passed.
 *
 * @param inbox which inbox; a device that is deleted and made again has another one, so that an old
 *     position of the same device ID is not mistaken for a new one (clauses D5, D6)
 * @param sequence the number of the last message passed, counted from 1; 0 at the beginning
 */
public record InboxPosition(long inbox, long sequence) {}
