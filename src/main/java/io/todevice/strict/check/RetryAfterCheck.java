package io.todevice.strict.check;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.todevice.strict.journal.Rule;
import io.todevice.text.Sha256;
import java.time.Duration;

/** Whether a client that was told to wait does so before it repeats itself (R3). */
final class RetryAfterCheck implements Check {

  private static final int CALLERS = 10_000;
  private static final int TOO_MANY_REQUESTS = 429;

  /** When a request was refused, and for how long. */
  private record Refusal(long answeredNanos, long waitNanos) {}

  private final Cache<String, Refusal> refusals =
      Caffeine.newBuilder().maximumSize(CALLERS).build();

  @Override
  public void check(Examination seen, Findings findings) {
    String key = key(seen);
    Refusal refusal = refusals.getIfPresent(key);
    if (refusal != null) {
      // What was on its way when the refusal came could not know of it.
      long waited = seen.exchange().receivedNanos() - refusal.answeredNanos();
      if (waited > 0 && waited < refusal.waitNanos()) {
        findings.add(Rule.RETRY_AFTER, Rule.RETRY_AFTER.title());
      }
    }
    if (seen.status() == TOO_MANY_REQUESTS) {
      long millis = seen.answer().path("retry_after_ms").asLong(0);
      refusals.put(
          key, new Refusal(seen.exchange().answeredNanos(), Duration.ofMillis(millis).toNanos()));
    }
  }

  /**
   * What counts as the same request. A device is limited as a whole, but another operation of it is
   * no repetition; who has no device is known by the request itself.
   */
  private static String key(Examination seen) {
    return seen.device()
        .map(device -> device + " " + seen.label())
        .orElseGet(
            () ->
                seen.label()
                    + " "
                    + Sha256.hex(seen.exchange().request().query())
                    + Sha256.hex(seen.exchange().request().body()));
  }
}
