package io.todevice.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F1: Every bound on one")
class BoundPartnersTest {

  /** What bounds one request, device or user, and what bounds all of them together. */
  private static final Map<Setting<?>, Setting<?>> PARTNERS =
      Map.of(
          StorageLimits.TRANSACTIONS_PER_DEVICE, StorageLimits.TRANSACTION_MEMORY,
          StorageLimits.DEVICES_PER_USER, StorageLimits.MAX_DEVICES,
          StorageLimits.FILTERS_PER_USER, StorageLimits.FILTER_MEMORY,
          StorageLimits.ONE_TIME_KEYS_PER_DEVICE, StorageLimits.KEY_MEMORY,
          StorageLimits.FOLLOWED_USERS, StorageLimits.KEY_MEMORY,
          StorageLimits.USER_DATA_SIZE, StorageLimits.USER_DATA_MEMORY,
          StorageLimits.KEY_BACKUP_SIZE, StorageLimits.KEY_BACKUP_MEMORY,
          StorageLimits.INBOX_MESSAGES, StorageLimits.INBOX_MEMORY,
          StorageLimits.INBOX_SIZE, StorageLimits.INBOX_MEMORY,
          StorageLimits.USER_INBOX_SIZE, StorageLimits.INBOX_MEMORY);

  /** They bound what the memory of all connections together bounds, which is a part of the heap. */
  private static final Set<Setting<?>> OF_A_CONNECTION =
      Set.of(
          RequestLimits.MAX_REQUEST_SIZE,
          RequestLimits.MAX_CONTENT_SIZE,
          RequestLimits.MAX_HEADER_SIZE,
          RequestLimits.MAX_SYNC_SIZE);

  /** They bound everybody together. */
  private static final Set<Setting<?>> OF_ALL =
      Set.of(
          StorageLimits.MAX_ACCOUNTS,
          RequestLimits.MAX_CONNECTIONS,
          RequestLimits.PASSWORD_THREADS,
          RequestLimits.PASSWORD_QUEUE);

  /** They bound how often something is done, and keep nothing. */
  private static final Set<Setting<?>> RATES =
      Set.of(
          RequestLimits.REQUESTS_PER_SECOND,
          RequestLimits.REQUEST_BURST,
          RequestLimits.PUBLIC_REQUESTS_PER_SECOND,
          RequestLimits.PUBLIC_REQUEST_BURST,
          RequestLimits.WRONG_PASSWORDS,
          RequestLimits.TRUSTED_PROXIES);

  @Test
  @DisplayName("has a partner that bounds all of them together")
  void partners() {
    Set<String> counts = new TreeSet<>();
    ServerSettings.list().stream()
        .filter(setting -> Set.of("COUNT", "SIZE").contains(setting.label()))
        .forEach(setting -> counts.add(setting.name()));
    Set<String> known = new TreeSet<>();
    for (Set<Setting<?>> kind :
        Set.of(PARTNERS.keySet(), Set.copyOf(PARTNERS.values()), OF_A_CONNECTION, OF_ALL, RATES)) {
      kind.forEach(setting -> known.add(setting.name()));
    }
    assertThat(counts).isEqualTo(known);
  }
}
