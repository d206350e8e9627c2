package io.todevice.store;

import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.RoomId;
import java.util.Optional;

/**
 * Which keys of a backup.
 *
 * @param room those of this room; empty for those of all rooms
 * @param session the one of this session; empty for those of all sessions
 */
public record KeySelection(Optional<RoomId> room, Optional<MegolmSessionId> session) {

  /** All of them. */
  public static final KeySelection ALL = new KeySelection(Optional.empty(), Optional.empty());

  /** Those of a room. */
  public static KeySelection of(RoomId room) {
    return new KeySelection(Optional.of(room), Optional.empty());
  }

  /** The one of a session. */
  public static KeySelection of(RoomId room, MegolmSessionId session) {
    return new KeySelection(Optional.of(room), Optional.of(session));
  }

  /** Whether it is one of them. */
  public boolean contains(RoomId keyRoom, MegolmSessionId keySession) {
    return room.filter(chosen -> !chosen.equals(keyRoom)).isEmpty()
        && session.filter(chosen -> !chosen.equals(keySession)).isEmpty();
  }
}
