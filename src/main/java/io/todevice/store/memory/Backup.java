package io.todevice.store.memory;

import io.todevice.domain.BackedUpKey;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.RoomId;
import io.todevice.store.KeySelection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One backup of a user. Guarded by the lock of the user's shard. */
final class Backup {

  /** What the objects of a backup, a room or a key take beside its texts, rounded up. */
  private static final long OVERHEAD_BYTES = 300;

  private final String version;
  private final String algorithm;
  private final Map<RoomId, Map<MegolmSessionId, BackedUpKey>> rooms = new LinkedHashMap<>();
  private JsonObject authData;
  private long count;
  private long changes;
  private long keyBytes;

  Backup(String version, String algorithm, JsonObject authData) {
    this.version = version;
    this.algorithm = algorithm;
    this.authData = authData;
  }

  KeyBackup describe() {
    return new KeyBackup(version, algorithm, authData, count, Long.toString(changes));
  }

  void setAuthData(JsonObject replacement) {
    authData = replacement;
  }

  /** What it takes. */
  long bytes() {
    return bytesWith(authData) + keyBytes;
  }

  /** How much more it would take with other data. */
  long growth(JsonObject replacement) {
    return bytesWith(replacement) - bytesWith(authData);
  }

  /** Those of the keys that it lacks, or has not as good. */
  Map<RoomId, Map<MegolmSessionId, BackedUpKey>> better(
      Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys) {
    Map<RoomId, Map<MegolmSessionId, BackedUpKey>> better = new LinkedHashMap<>();
    keys.forEach(
        (room, sessions) ->
            sessions.forEach(
                (session, key) -> {
                  BackedUpKey there = find(room, session);
                  if (there == null || key.isBetterThan(there)) {
                    better.computeIfAbsent(room, added -> new LinkedHashMap<>()).put(session, key);
                  }
                }));
    return better;
  }

  /** How much more it would take with these keys. */
  long growth(Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys) {
    long growth = 0;
    for (Map.Entry<RoomId, Map<MegolmSessionId, BackedUpKey>> room : keys.entrySet()) {
      growth += rooms.containsKey(room.getKey()) ? 0 : bytes(room.getKey().value());
      for (Map.Entry<MegolmSessionId, BackedUpKey> key : room.getValue().entrySet()) {
        growth +=
            bytes(key.getKey(), key.getValue())
                - bytes(key.getKey(), find(room.getKey(), key.getKey()));
      }
    }
    return growth;
  }

  /** Adds keys, or replaces those that are there. */
  void put(Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys) {
    if (keys.isEmpty()) {
      return;
    }
    keyBytes += growth(keys);
    changes++;
    keys.forEach(
        (room, sessions) -> {
          Map<MegolmSessionId, BackedUpKey> there =
              rooms.computeIfAbsent(room, added -> new LinkedHashMap<>());
          int before = there.size();
          there.putAll(sessions);
          count += there.size() - before;
        });
  }

  /** Removes keys. */
  void remove(KeySelection selection) {
    long before = count;
    rooms.forEach(
        (room, sessions) ->
            sessions
                .entrySet()
                .removeIf(
                    key -> {
                      if (!selection.contains(room, key.getKey())) {
                        return false;
                      }
                      keyBytes -= bytes(key.getKey(), key.getValue());
                      count--;
                      return true;
                    }));
    rooms
        .entrySet()
        .removeIf(
            room -> {
              if (!room.getValue().isEmpty()) {
                return false;
              }
              keyBytes -= bytes(room.getKey().value());
              return true;
            });
    if (count != before) {
      changes++;
    }
  }

  /** A copy of the chosen keys. */
  Map<RoomId, Map<MegolmSessionId, BackedUpKey>> copy(KeySelection selection) {
    Map<RoomId, Map<MegolmSessionId, BackedUpKey>> copy = new LinkedHashMap<>();
    rooms.forEach(
        (room, sessions) ->
            sessions.forEach(
                (session, key) -> {
                  if (selection.contains(room, session)) {
                    copy.computeIfAbsent(room, added -> new LinkedHashMap<>()).put(session, key);
                  }
                }));
    return copy;
  }

  private @Nullable BackedUpKey find(RoomId room, MegolmSessionId session) {
    Map<MegolmSessionId, BackedUpKey> sessions = rooms.get(room);
    return sessions == null ? null : sessions.get(session);
  }

  private long bytesWith(JsonObject data) {
    return bytes(version) + algorithm.length() + data.size();
  }

  private static long bytes(MegolmSessionId session, @Nullable BackedUpKey key) {
    return key == null ? 0 : bytes(session.value()) + key.text().size();
  }

  private static long bytes(String name) {
    return OVERHEAD_BYTES + name.length();
  }
}
