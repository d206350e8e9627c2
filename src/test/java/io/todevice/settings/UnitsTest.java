package io.todevice.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Amounts with a unit")
class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "7B, 7",
    "64KiB, 65536",
    "1MiB, 1048576",
    "3GiB, 3221225472",
    "8589934591GiB, 9223372035781033984"
  })
  @DisplayName("are sizes in bytes")
  void sizes(String text, long bytes) {
    assertThat(Units.SIZE.find(text)).contains(bytes);
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "7ms, 7", "30s, 30000", "5m, 300000", "1h, 3600000", "2d, 172800000"})
  @DisplayName("are times in milliseconds")
  void times(String text, long milliseconds) {
    assertThat(Units.TIME.find(text)).contains(milliseconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "KiB",
        "-1KiB",
        "+1",
        "1.5MiB",
        "1 MiB",
        " 1",
        "1 ",
        "1KB",
        "1kib",
        "1K",
        "1k",
        "1TiB",
        "1MiB1KiB",
        "8589934592GiB",
        "9999999999999999999",
        "0x10",
        "٣",
        "5m",
        "1s"
      })
  @DisplayName("are no other sizes")
  void noSizes(String text) {
    assertThat(Units.SIZE.find(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "30",
        "s",
        "-1s",
        "1.5h",
        "1 h",
        "1h30m",
        "1min",
        "1S",
        "1M",
        "1w",
        "PT5M",
        "106751991168d",
        "1KiB"
      })
  @DisplayName("are no other times, and no time without a unit")
  void noTimes(String text) {
    assertThat(Units.TIME.find(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0B",
    "1, 1B",
    "1023, 1023B",
    "1024, 1KiB",
    "1536, 1536B",
    "65536, 64KiB",
    "1048576, 1MiB",
    "1099511627776, 1024GiB"
  })
  @DisplayName("are written in the largest unit that fits: sizes")
  void formatsSizes(long bytes, String text) {
    assertThat(Units.SIZE.format(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "1500, 1500ms", "90000, 90s", "3600000, 1h", "86400000, 1d"})
  @DisplayName("are written in the largest unit that fits: times")
  void formatsTimes(long milliseconds, String text) {
    assertThat(Units.TIME.format(milliseconds)).isEqualTo(text);
  }
}
