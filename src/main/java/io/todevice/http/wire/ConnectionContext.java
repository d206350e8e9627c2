package io.todevice.http.wire;

/** What all connections of a listener share. */
record ConnectionContext(
    MessageLimits limits,
    Memory memory,
    Connections connections,
    ResponseEncoder encoder,
    RequestHandler handler) {}
