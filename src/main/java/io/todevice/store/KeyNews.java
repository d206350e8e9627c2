package io.todevice.store;

import io.todevice.domain.UserId;
import java.util.List;

/**
 * What a device is told of keys.
 *
 * @param counts the keys of its own that nobody has claimed
 * @param changed the users it follows whose keys have changed since the position it asked for
 * @param left the users that it has ceased to follow since then, for lack of room: what it knows of
 *     their keys is not kept up to date any more
 * @param position where it stands now
 */
public record KeyNews(
    KeyCounts counts, List<UserId> changed, List<UserId> left, KeyPosition position) {

  /** Copies the lists. */
  public KeyNews {
    changed = List.copyOf(changed);
    left = List.copyOf(left);
  }

  /** Whether there is anything that a device does not know that stands at {@code since}. */
  public boolean isNewSince(KeyPosition since) {
    return !changed.isEmpty() || !left.isEmpty() || position.claims() != since.claims();
  }
}
