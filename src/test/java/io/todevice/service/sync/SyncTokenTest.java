package io.todevice.service.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.store.InboxPosition;
import io.todevice.store.KeyPosition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sync token")
class SyncTokenTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, s2_0_0_0_0_7",
    "1, 0, 2, 3, s2_1_0_2_3_7",
    "255, 17, 9223372036854775807, 0, s2_ff_17_9223372036854775807_0_7",
    "-1, 9223372036854775807, 0, 1, s2_ffffffffffffffff_9223372036854775807_0_1_7",
    "-9223372036854775808, 1, 1, 1, s2_8000000000000000_1_1_1_7",
    "9223372036854775807, 10, 10, 10, s2_7fffffffffffffff_10_10_10_7"
  })
  @DisplayName("has one text for each position, and the position comes back out of it")
  void roundTrip(long inbox, long sequence, long lists, long claims, String text) {
    SyncPosition position =
        new SyncPosition(new InboxPosition(inbox, sequence), new KeyPosition(lists, claims), 7);

    assertThat(SyncToken.format(position)).isEqualTo(text);
    assertThat(SyncToken.find(text)).contains(position);
  }

  @Test
  @DisplayName("D5: of the form before is understood, and knows of no change of keys")
  void firstVersion() {
    assertThat(SyncToken.find("s1_ff_17"))
        .contains(new SyncPosition(new InboxPosition(255, 17), KeyPosition.START, 0));
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
        "s2_1_1_1",
        "s2_1_1_1_1",
        "s2_1_1_1_1_1_1",
        "s2_1_1_01_1_7",
        "s2_1_1_1_9223372036854775808_7",
        "s3_1_1_1_1",
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
