package io.todevice.service.sync;

/**
 * What a sync of a connection brings.
 *
 * @param pos where the connection stands now
 * @param parts what is new of each part, asked for or not
 */
public record ConnectionResult(String pos, SyncResult parts) {}
