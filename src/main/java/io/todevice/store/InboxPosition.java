package io.todevice.store;

/**
 * A place in a device's inbox: everything up to and including message {@code sequence} has been
 * passed. Positions grow along the inbox, may have gaps, and are never given out twice, also after
 * a crash or a restored backup (clause P2); only their order means something.
 *
 * @param inbox the {@link io.todevice.domain.DeviceIncarnation#number} of the inbox's device, so
 *     that a position of a deleted device is not mistaken for one of its successor (clauses D5, D6)
 * @param sequence the number of the last message passed, at least 1; 0 at the beginning
 */
public record InboxPosition(long inbox, long sequence) {}
