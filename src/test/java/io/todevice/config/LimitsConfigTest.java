package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Settings made by a program")
class LimitsConfigTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TOO_LONG = Duration.ofSeconds(Long.MAX_VALUE);

  @Test
  @DisplayName("S6: are 1 MiB for a request and 64 KiB for a content by default")
  void requestDefaults() {
    assertThat(RequestLimits.DEFAULT)
        .isEqualTo(
            new RequestLimits(
                1_048_576,
                65_536,
                32_768,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(75)));
  }

  @Test
  @DisplayName("T4: are one hour, 10,000 transactions and a part of the heap by default")
  void otherDefaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(LimitsConfig.forThisMachine())
        .isEqualTo(
            new LimitsConfig(
                RequestLimits.DEFAULT,
                RateLimits.DEFAULT,
                Duration.ofMinutes(5),
                1 << 20,
                new PasswordWorkers(Math.max(1, processors / 2), 64),
                new TransactionLimits(
                    Duration.ofHours(1), 10_000, Runtime.getRuntime().maxMemory() / 8),
                new InboxLimits(
                    50_000,
                    32 << 20,
                    64 << 20,
                    Runtime.getRuntime().maxMemory() / 2,
                    Duration.ofDays(90)),
                new AccountLimits(100_000, 1_000, 100)));
  }

  @Test
  @DisplayName("are checked: requests")
  void requests() {
    refuse(() -> requests(1023, 1024, 1024, SECOND, SECOND, SECOND), "max-request-size: must be a");
    refuse(() -> requests(2048, 1023, 1024, SECOND, SECOND, SECOND), "max-content-size: must be a");
    refuse(() -> requests(2048, 1024, 1023, SECOND, SECOND, SECOND), "max-header-size: must be a");
    refuse(() -> requests(2048, 1024, 1024, Duration.ZERO, SECOND, SECOND), "body-stall-timeout: ");
    refuse(() -> requests(2048, 1024, 1024, SECOND, Duration.ZERO, SECOND), "body-timeout: must ");
    refuse(() -> requests(2048, 1024, 1024, SECOND, SECOND, Duration.ZERO), "idle-timeout: must ");
    refuse(
        () -> requests(2048, 3072, 1024, SECOND, SECOND, SECOND),
        "max-content-size: must not be above max-request-size, and 3KiB is above 2KiB");
    assertThat(requests(2048, 2048, 1024, SECOND, SECOND, SECOND).maxContentBytes())
        .isEqualTo(2048);
  }

  @Test
  @DisplayName("are checked: the rest")
  void others() {
    LimitsConfig limits = LimitsConfig.forThisMachine();
    refuse(
        () ->
            new LimitsConfig(
                limits.requests(),
                limits.rates(),
                TOO_LONG,
                limits.maxSyncBytes(),
                limits.passwordWorkers(),
                limits.transactions(),
                limits.inboxes(),
                limits.accounts()),
        "max-sync-timeout: must be a time from 0s to 1h like 30s or 5m, not '");
    refuse(() -> new PasswordWorkers(0, 1), "password-threads: must be a whole number from 1 to");
    refuse(() -> new PasswordWorkers(1, 0), "password-queue: must be a whole number from 1 to");
    refuse(() -> new TransactionLimits(SECOND, 1, 1 << 20), "transaction-retention: must be a");
    refuse(
        () -> new TransactionLimits(Duration.ofHours(1), 0, 1 << 20), "transactions-per-device: ");
    refuse(() -> new TransactionLimits(Duration.ofHours(1), 1, 1), "transaction-memory: must be a");
    refuse(() -> new SessionConfig(Duration.ZERO), "access-token-lifetime: must be a time from");
    refuse(
        () -> ServerConfig.defaults().withShutdownGrace(TOO_LONG),
        "shutdown-grace: must be a time from 1s to 10m");
  }

  private static RequestLimits requests(
      int request, int content, int header, Duration stall, Duration body, Duration idle) {
    return new RequestLimits(request, content, header, stall, body, idle);
  }

  private static void refuse(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable making, String messageStart) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessageStartingWith(messageStart);
  }
}
