package io.todevice.domain;

/**
 * A message as its device receives it (clause S4).
 *
 * @param sender the user whose token sent it, as the server knows it
 * @param type the event type of the request's path
 * @param content what the sender put in, unchanged
 */
public record ToDeviceMessage(UserId sender, EventType type, JsonObject content) {}
