package io.todevice.domain;

/**
 * What makes two send requests the same request (clause T1): same device, same event type, same
 * transaction ID. The token does not belong to it, so renewing a token or logging in again on the
 * device leaves a repeat a repeat.
 *
 * @param sender the device that sends, in the incarnation that the session belongs to
 * @param type the event type of the path
 * @param id the transaction ID of the path
 */
public record Transaction(DeviceIncarnation sender, EventType type, TransactionId id) {}
