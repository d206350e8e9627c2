package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.JsonObject;
import io.todevice.domain.UserId;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.FilterStore}. */
public interface FilterContract extends StoreFixture {

  @Test
  @DisplayName("D9: a filter is found by its ID, as it was uploaded")
  default void filterIsFound() {
    on().signIn(ALICE_PHONE);
    JsonObject filter = json("{\"room\": {\"timeline\":{\"limit\":10.0}}}");

    String id = add(ALICE, filter);

    assertThat(find(ALICE, id)).contains(filter);
  }

  @Test
  @DisplayName("D9: a filter's ID can't be taken for an inline filter and stands well in a path")
  default void filterIdIsNoInlineFilter() {
    on().signIn(ALICE_PHONE);

    assertThat(IntStream.range(0, 50).mapToObj(i -> add(ALICE, Samples.content(i))))
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).matches("[A-Za-z0-9_-]+"));
  }

  @Test
  @DisplayName("FilterStore.add: the same text of the same user has the same ID")
  default void sameTextHasTheSameId() {
    on().signIn(ALICE_PHONE);
    String id = add(ALICE, json("{\"a\":1}"));

    assertThat(add(ALICE, json("{\"a\":1}"))).isEqualTo(id);
    assertThat(add(ALICE, json("{\"a\": 1}"))).isNotEqualTo(id);
    assertThat(find(ALICE, id)).contains(json("{\"a\":1}"));
  }

  @Test
  @DisplayName("FilterStore.find: no one sees another user's filter")
  default void filtersAreApart() {
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    String alices = add(ALICE, json("{\"a\":1}"));
    add(BOB, json("{\"b\":1}"));

    assertThat(find(BOB, alices))
        .satisfiesAnyOf(
            found -> assertThat(found).isEmpty(),
            found -> assertThat(found).contains(json("{\"b\":1}")));
    assertThat(find(ALICE, alices)).contains(json("{\"a\":1}"));
  }

  @Test
  @DisplayName("FilterStore.find: an ID that was never given out finds nothing")
  default void unknownFilterIsNotFound() {
    on().signIn(ALICE_PHONE);
    add(ALICE, json("{\"a\":1}"));

    assertThat(find(ALICE, "unknown")).isEmpty();
    assertThat(find(ALICE, "")).isEmpty();
    assertThat(find(BOB, "unknown")).isEmpty();
  }

  private String add(UserId user, JsonObject filter) {
    return on().addFilter(user, filter);
  }

  private Optional<JsonObject> find(UserId user, String id) {
    return on().findFilter(user, id);
  }
}
