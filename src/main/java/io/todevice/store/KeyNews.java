package io.todevice.store;

import io.todevice.domain.UserId;
import java.util.List;

/**
 * What a device is told of keys.
 *
 * @param counts the keys of its own that nobody has claimed
 * @param changed the users it follows whose keys have changed since the position it asked for
 * @param position where it stands now
 */
public record KeyNews(KeyCounts counts, List<UserId> changed, KeyPosition position) {

  /** Copies the list. */
  public KeyNews {
    changed = List.copyOf(changed);
  }

  /** Whether there is anything that a device does not know that stands at {@code since}. */
  public boolean isNewSince(KeyPosition since) {
    return !changed.isEmpty() || position.claims() != since.claims();
  }
}
