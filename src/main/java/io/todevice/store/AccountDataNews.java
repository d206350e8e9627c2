package io.todevice.store;

import io.todevice.domain.AccountData;
import io.todevice.domain.PushRules;
import java.util.List;
import java.util.Optional;

/**
 * What a user's device does not know yet of account data.
 *
 * @param changed what was put, in the order of the changes
 * @param pushRules the push rules, where they were changed
 * @param position where the device stands then
 */
public record AccountDataNews(
    List<AccountData> changed, Optional<PushRules> pushRules, long position) {

  /** Copies the list. */
  public AccountDataNews {
    changed = List.copyOf(changed);
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return changed.isEmpty() && pushRules.isEmpty();
  }
}
