package io.todevice.service.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.store.InboxPosition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sync token")
class SyncTokenTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, s1_0_0",
    "1, 0, s1_1_0",
    "255, 17, s1_ff_17",
    "-1, 9223372036854775807, s1_ffffffffffffffff_9223372036854775807",
    "-9223372036854775808, 1, s1_8000000000000000_1",
    "9223372036854775807, 10, s1_7fffffffffffffff_10"
  })
  @DisplayName("has one text for each position, and the position comes back out of it")
  void roundTrip(long inbox, long sequence, String text) {
    InboxPosition position = new InboxPosition(inbox, sequence);

    assertThat(SyncToken.format(position)).isEqualTo(text);
    assertThat(SyncToken.find(text)).contains(position);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "s",
        "s1",
        "s1_1",
        "s1_1_",
        "s1__1",
        "s2_1_1",
        "S1_1_1",
        "s1_1_1_1",
        "s1_1_1 ",
        " s1_1_1",
        "s1_1_1\n",
        "s1_1_-1",
        "s1_-1_1",
        "s1_+1_1",
        "s1_1_+1",
        "s1_01_1",
        "s1_1_01",
        "s1_00_1",
        "s1_A_1",
        "s1_g_1",
        "s1_1_a",
        "s1_1_9223372036854775808",
        "s1_1_99999999999999999999",
        "s1_10000000000000000_1",
        "s1_1_١",
        "s72594_4483_1934"
      })
  @DisplayName("D5: is nothing but what a server gave out")
  void malformed(String text) {
    assertThat(SyncToken.find(text)).isEmpty();
  }

  @Test
  @DisplayName("D5: may be a text of any length, without harm")
  void huge() {
    assertThat(SyncToken.find("s1_1_" + "1".repeat(1_000_000))).isEmpty();
  }
}
