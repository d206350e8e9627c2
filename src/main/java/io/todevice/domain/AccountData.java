package io.todevice.domain;

/**
 * What a user keeps for their clients under one type.
 *
 * @param type the type, for example {@code m.direct}
 * @param content what the client put in, unchanged
 */
public record AccountData(EventType type, JsonObject content) {}
