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
          ServerSettings.TRANSACTIONS_PER_DEVICE, ServerSettings.TRANSACTION_MEMORY,
          ServerSettings.DEVICES_PER_USER, ServerSettings.MAX_DEVICES,
          ServerSettings.FILTERS_PER_USER, ServerSettings.FILTER_MEMORY,
          ServerSettings.INBOX_MESSAGES, ServerSettings.INBOX_MEMORY,
          ServerSettings.INBOX_SIZE, ServerSettings.INBOX_MEMORY,
          ServerSettings.USER_INBOX_SIZE, ServerSettings.INBOX_MEMORY);

  /** They bound what the memory of all connections together bounds, which is a part of the heap. */
  private static final Set<Setting<?>> OF_A_CONNECTION =
      Set.of(
          ServerSettings.MAX_REQUEST_SIZE,
          ServerSettings.MAX_CONTENT_SIZE,
          ServerSettings.MAX_HEADER_SIZE,
          ServerSettings.MAX_SYNC_SIZE);

  /** They bound everybody together. */
  private static final Set<Setting<?>> OF_ALL =
      Set.of(
          ServerSettings.MAX_ACCOUNTS,
          ServerSettings.MAX_CONNECTIONS,
          ServerSettings.PASSWORD_THREADS,
          ServerSettings.PASSWORD_QUEUE);

  /** They bound how often something is done, and keep nothing. */
  private static final Set<Setting<?>> RATES =
      Set.of(
          ServerSettings.REQUESTS_PER_SECOND,
          ServerSettings.REQUEST_BURST,
          ServerSettings.PUBLIC_REQUESTS_PER_SECOND,
          ServerSettings.PUBLIC_REQUEST_BURST,
          ServerSettings.WRONG_PASSWORDS,
          ServerSettings.TRUSTED_PROXIES);

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
