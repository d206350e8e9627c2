package io.todevice.http.gateway;

/** A request body as it came. */
@SuppressWarnings("ArrayRecordComponent")
record RawJson(byte[] bytes) {}
