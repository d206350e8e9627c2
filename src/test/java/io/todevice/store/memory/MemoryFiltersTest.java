package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.JsonObject;
import io.todevice.domain.MonotonicClock;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.contract.WaitingStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many filters are kept. */
class MemoryFiltersTest {

  private final MemoryStore store =
      new MemoryStore(Settings.NONE.with(StorageLimits.FILTERS_PER_USER, 3), new MonotonicClock());
  private final WaitingStore on = new WaitingStore(store);

  /** Users without an account or a device lose their filters. */
  @BeforeEach
  void createAccounts() {
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
  }

  @Test
  @DisplayName("FilterStore.add: the filter unused for longest makes room for one too many")
  void leastRecentlyUsedMakesRoom() {
    List<String> ids = IntStream.range(0, 3).mapToObj(i -> add(ALICE, content(i))).toList();
    find(ALICE, ids.get(0));
    add(ALICE, content(1));

    add(ALICE, content(3));

    assertThat(find(ALICE, ids.get(0))).isTrue();
    assertThat(find(ALICE, ids.get(1))).isTrue();
    assertThat(find(ALICE, ids.get(2))).isFalse();
  }

  @Test
  @DisplayName("FilterStore.add: one user's filters take no one else's place")
  void usersHaveTheirOwnLimit() {
    String alices = add(ALICE, content(0));

    for (int i = 0; i < 10; i++) {
      add(BOB, content(i));
    }

    assertThat(find(ALICE, alices)).isTrue();
  }

  @Test
  @DisplayName(
      "F1, F2: all filters are bounded together; who has most loses the one unused longest")
  void allFiltersAreBounded() {
    WaitingStore small =
        new WaitingStore(
            new MemoryStore(
                Settings.NONE
                    .with(StorageLimits.FILTERS_PER_USER, 100)
                    .with(StorageLimits.FILTER_MEMORY, 10_000L),
                new MonotonicClock()));
    small.signIn(ALICE_PHONE);
    small.signIn(BOB_PHONE);
    String alices = small.addFilter(ALICE, content(0));
    List<String> bobs =
        IntStream.range(0, 100).mapToObj(i -> small.addFilter(BOB, content(i))).toList();

    assertThat(small.findFilter(ALICE, alices)).isPresent();
    assertThat(small.findFilter(BOB, bobs.get(0))).isEmpty();
    assertThat(small.findFilter(BOB, bobs.get(99))).isPresent();
    assertThat(small.store().statistics().forgottenFilters()).isBetween(55L, 70L);
  }

  @Test
  @DisplayName("FilterStore.find: the same text has the same ID, but only for who uploaded it")
  void idsDoNotCrossUsers() {
    String id = add(ALICE, content(0));

    assertThat(find(BOB, id)).isFalse();
    assertThat(add(BOB, content(0))).isEqualTo(id);
  }

  private String add(UserId user, JsonObject filter) {
    return on.addFilter(user, filter);
  }

  private boolean find(UserId user, String id) {
    return on.findFilter(user, id).isPresent();
  }
}
