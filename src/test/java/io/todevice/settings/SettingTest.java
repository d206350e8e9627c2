package io.todevice.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A setting")
class SettingTest {

  @Test
  @DisplayName("is read from an option's text")
  void parses() {
    assertThat(ServerSettings.BIND.parse("[::1]")).isEqualTo("::1");
    assertThat(ServerSettings.PORT.parse("65535")).isEqualTo(65_535);
    assertThat(ServerSettings.SERVER_NAME.parse("a.org")).isEqualTo(new ServerName("a.org"));
    assertThat(ServerSettings.TOKENS.parse("a/b.yaml")).isEqualTo(Path.of("a/b.yaml"));
    assertThat(ServerSettings.OPEN_REGISTRATION.parse("true")).isTrue();
    assertThat(ServerSettings.OPEN_REGISTRATION.parse("false")).isFalse();
    assertThat(RequestLimits.MAX_REQUEST_SIZE.parse("2MiB")).isEqualTo(2 << 20);
    assertThat(RequestLimits.MAX_SYNC_TIMEOUT.parse("0s")).isEqualTo(Duration.ZERO);
    assertThat(RequestLimits.SHUTDOWN_GRACE.parse("1500ms")).isEqualTo(Duration.ofMillis(1500));
  }

  static Stream<List<String>> errors() {
    return Stream.of(
        List.of("bind", "a b", "must be a host name or an IP address, not 'a b'"),
        List.of("port", "http", "must be a whole number from 0 to 65535, not 'http'"),
        List.of("port", "", "must be a whole number from 0 to 65535, not ''"),
        List.of("port", "+80", "must be a whole number from 0 to 65535, not '+80'"),
        List.of("port", "80.0", "must be a whole number from 0 to 65535, not '80.0'"),
        List.of("port", "4294967376", "must be a whole number from 0 to 65535, not '4294967376'"),
        List.of(
            "server-name",
            "@a",
            "must be a host name, an IPv4 address or an [IPv6 address], with or without :port,"
                + " of at most 230 bytes, not '@a'"),
        List.of(
            "store",
            "mysql://host/db",
            "must be memory, sqlite:PATH or postgresql://HOST/DATABASE, not 'mysql://host/db'"),
        List.of(
            "store",
            "postgres://me:secret@host/db",
            "must be memory, sqlite:PATH or postgresql://HOST/DATABASE, not 'postgres://host/db'"),
        List.of(
            "store",
            "sqlite:",
            "must be memory, sqlite:PATH or postgresql://HOST/DATABASE, not 'sqlite:'"),
        List.of("tokens", " ", "must be the path of a file, not ' '"),
        List.of("tokens", "a\0b", "must be the path of a file, not 'a?b'"),
        List.of("open-registration", "yes", "must be true or false, not 'yes'"),
        List.of(
            "max-request-size", "1KB", "must be a size from 1KiB to 256MiB like 64KiB, not '1KB'"),
        List.of(
            "transaction-memory",
            "1025GiB",
            "must be a size from 1KiB to 1024GiB like 64KiB, not '1025GiB'"),
        List.of("body-timeout", "30", "must be a time from 1s to 1h like 30s or 5m, not '30'"),
        List.of(
            "access-token-lifetime",
            "3651d",
            "must be a time from 1s to 3650d like 30s or 5m, not '3651d'"),
        List.of("shutdown-grace", "0s", "must be a time from 1s to 10m like 30s or 5m, not '0s'"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  @DisplayName("says what it must be, and what it is")
  void refuses(List<String> nameTextReason) {
    Setting<?> setting = ServerSettings.find(nameTextReason.get(0)).orElseThrow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting.parse(nameTextReason.get(1)))
        .withMessage(nameTextReason.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "max-request-size, 1KiB, 256MiB, 1023, 268435457",
    "max-content-size, 1KiB, 256MiB, 1023, 268435457",
    "max-header-size, 1KiB, 1MiB, 1023, 1048577",
    "body-stall-timeout, 1s, 1h, 999ms, 3600001ms",
    "body-timeout, 1s, 1h, 999ms, 3600001ms",
    "idle-timeout, 1s, 1h, 999ms, 3600001ms",
    "max-sync-timeout, 0s, 1h, -1s, 3600001ms",
    "max-sync-size, 1KiB, 1024GiB, 1023, 1099511627777",
    "password-threads, 1, 256, 0, 257",
    "password-queue, 1, 10000, 0, 10001",
    "transaction-retention, 30m, 7d, 1799999ms, 604800001ms",
    "transactions-per-device, 1, 1000000, 0, 1000001",
    "transaction-memory, 1KiB, 1024GiB, 1023, 1099511627777",
    "access-token-lifetime, 1s, 3650d, 999ms, 315360000001ms",
    "shutdown-grace, 1s, 10m, 999ms, 600001ms",
    "port, 0, 65535, -1, 65536",
    "admin-port, 0, 65535, -1, 65536",
  })
  @DisplayName("has bounds")
  void bounds(String name, String least, String most, String tooLittle, String tooMuch) {
    Setting<?> setting = ServerSettings.find(name).orElseThrow();
    assertThat(setting.parse(least)).isNotNull();
    assertThat(setting.parse(most)).isNotNull();
    assertThatIllegalArgumentException().isThrownBy(() -> setting.parse(tooLittle));
    assertThatIllegalArgumentException().isThrownBy(() -> setting.parse(tooMuch));
  }

  @Test
  @DisplayName("has a name of its own, a label and a description")
  void namesDiffer() {
    Set<String> names = new HashSet<>();
    ServerSettings.list()
        .forEach(
            setting -> {
              assertThat(names.add(setting.name())).as(setting.name()).isTrue();
              assertThat(ServerSettings.find(setting.name())).containsSame(setting);
              assertThat(setting).hasToString("--" + setting.name());
              assertThat(setting.label()).isNotEmpty();
              assertThat(setting.help()).endsWith(setting.help().contains("Default") ? "" : ".");
            });
    assertThat(ServerSettings.find("--port")).isEmpty();
  }

  @Test
  @DisplayName("is checked also where a program sets it, and its default too")
  void checked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.NONE.with(RequestLimits.SHUTDOWN_GRACE, Duration.ZERO))
        .withMessageStartingWith("shutdown-grace: must be a time from 1s to 10m like 30s or 5m");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Settings.NONE.with(
                    RequestLimits.MAX_SYNC_TIMEOUT, Duration.ofSeconds(Long.MAX_VALUE)))
        .withMessageStartingWith("max-sync-timeout: must be a time from 0s to 1h");
    ServerSettings.list().forEach(SettingTest::defaultIsAllowed);
  }

  private static <T> void defaultIsAllowed(Setting<T> setting) {
    setting
        .defaultValue(Settings.NONE)
        .ifPresent(value -> assertThat(setting.parse(setting.format(value))).isEqualTo(value));
  }

  @Test
  @DisplayName("S6, T4: has the default that the help says, or one of the machine")
  void defaults() {
    assertThat(Settings.NONE.get(RequestLimits.MAX_REQUEST_SIZE)).isEqualTo(1 << 20);
    assertThat(Settings.NONE.get(RequestLimits.MAX_CONTENT_SIZE)).isEqualTo(64 << 10);
    assertThat(Settings.NONE.get(StorageLimits.TRANSACTION_RETENTION))
        .isEqualTo(Duration.ofHours(1));
    assertThat(Settings.NONE.get(StorageLimits.INBOX_MEMORY))
        .isEqualTo(Runtime.getRuntime().maxMemory() / 2);
    assertThat(RequestLimits.MAX_SYNC_TIMEOUT.help())
        .isEqualTo("The longest that a sync waits. Default: 5m");
    assertThat(Settings.NONE.find(ServerSettings.TOKENS)).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.NONE.get(ServerSettings.TOKENS))
        .withMessage("--tokens is not set");
  }

  @Test
  @DisplayName("that has its default is the same as one that nobody set")
  void equality() {
    Settings explicit = Settings.NONE.with(ServerSettings.PORT, 8008);
    assertThat(explicit).isEqualTo(Settings.NONE).hasSameHashCodeAs(Settings.NONE);
    assertThat(explicit.with(ServerSettings.PORT, 1)).isNotEqualTo(Settings.NONE);
    assertThat(explicit.isSet(ServerSettings.PORT)).isTrue();
  }

  @Test
  @DisplayName("that was made wins over a weaker one, and only it")
  void orElse() {
    Settings strong = Settings.NONE.with(ServerSettings.PORT, 1);
    Settings weak = Settings.NONE.with(ServerSettings.PORT, 2).with(ServerSettings.BIND, "a");
    assertThat(strong.orElse(weak).find(ServerSettings.PORT)).contains(1);
    assertThat(strong.orElse(weak).find(ServerSettings.BIND)).contains("a");
    assertThat(strong.isSet(ServerSettings.BIND)).isFalse();
    assertThat(weak.with(ServerSettings.PORT, 3).find(ServerSettings.PORT)).contains(3);
  }
}
