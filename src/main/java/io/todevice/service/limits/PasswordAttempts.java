package io.todevice.service.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.todevice.domain.UserId;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a wrong password may be tried for one account, from wherever. An attempt counts before
 * it is known to be wrong, so that many at once are no more than many in a row, and is taken back
 * where it was right. Accounts that do not exist count like others, so that nothing here tells
 * which do. Never blocks; safe for use by many threads.
 */
public final class PasswordAttempts {

  /** Lets everybody guess. */
  public static final PasswordAttempts UNLIMITED =
      new PasswordAttempts(Optional.empty(), Ticker.systemTicker());

  private final Optional<RateLimiter<String>> accounts;

  /**
   * Attempts that nobody has made yet.
   *
   * @param perAccount for each account; empty for no limit
   * @param ticker the time in nanoseconds
   */
  public PasswordAttempts(Optional<Rate> perAccount, Ticker ticker) {
    accounts = perAccount.map(rate -> new RateLimiter<>(rate, ticker));
  }

  /** Counts an attempt, or says how long to wait for the next one. */
  public Optional<Duration> begin(UserId account) {
    return accounts.flatMap(limiter -> limiter.take(account.value()));
  }

  /** Takes an attempt back, which was right or did not come to be checked. */
  public void takeBack(UserId account) {
    accounts.ifPresent(limiter -> limiter.giveBack(account.value()));
  }

  /** How many attempts were turned away. */
  public long refused() {
    return accounts.map(RateLimiter::refused).orElse(0L);
  }
}
