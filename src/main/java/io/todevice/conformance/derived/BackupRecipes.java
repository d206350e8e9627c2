package io.todevice.conformance.derived;

import io.todevice.conformance.suite.TestDevice;
import java.util.Map;
import java.util.function.Supplier;

/** Calls of the operations on key backups. */
final class BackupRecipes {

  private static final String ROOM_KEY =
      "{\"first_message_index\":0,\"forwarded_count\":0,\"is_verified\":true,"
          + "\"session_data\":{\"ciphertext\":\"abc\"}}";
  private static final String ROOM_KEYS = "{\"sessions\":{\"c2Vzc2lvbg\":" + ROOM_KEY + "}}";

  private final CallBuilder builder;

  BackupRecipes(CallBuilder builder) {
    this.builder = builder;
  }

  /** By the ID of the operation. */
  Map<String, Supplier<ProperCall>> all() {
    return Map.of(
        "postRoomKeysVersion", () -> builder.byUser(builder.registeredUser(), CallBuilder.BACKUP),
        "putRoomKeysVersion", this::changed,
        "getRoomKeysVersionCurrent", this::current,
        "putRoomKeys", () -> with("{\"rooms\":{\"!r:example.org\":" + ROOM_KEYS + "}}"),
        "putRoomKeysByRoomId", () -> with(ROOM_KEYS),
        "putRoomKeyBySessionId", () -> with(ROOM_KEY),
        "getRoomKeyBySessionId", () -> builder.afterPut(builder.user(), ROOM_KEY));
  }

  private ProperCall with(String body) {
    return builder.byUser(builder.user(), body);
  }

  private ProperCall changed() {
    TestDevice device = builder.user();
    String version = "{\"version\":\"" + builder.backup(device) + "\",";
    return builder.byUser(device, CallBuilder.BACKUP.replaceFirst("\\{", version));
  }

  private ProperCall current() {
    TestDevice device = builder.user();
    var unused = builder.backup(device);
    return builder.ofUser(device);
  }
}
