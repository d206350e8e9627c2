package io.todevice.proof.threads;

import java.util.List;
import java.util.Locale;

/**
 * What came of one run.
 *
 * @param requests different requests to send
 * @param repeats sends of the same requests beside them
 * @param delivered messages that came to a device, each counted once
 * @param drops connections dropped by senders and receivers
 * @param delays sorted, in nanoseconds, from the first sending of a message to the answer that
 *     brings it
 */
record Report(
    long seed,
    long seconds,
    long requests,
    long repeats,
    long delivered,
    long syncs,
    long rereads,
    long drops,
    List<Long> delays) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "proof.seed=%d, %d s: %,d requests, %,d repeats, %,d messages delivered, %,d syncs,"
            + " %,d rereads, %,d dropped connections; delay p50 %.1f ms, p99 %.1f ms",
        seed,
        seconds,
        requests,
        repeats,
        delivered,
        syncs,
        rereads,
        drops,
        percentile(50),
        percentile(99));
  }

  private double percentile(int percent) {
    return delays.isEmpty() ? 0 : delays.get((delays.size() - 1) * percent / 100) / 1e6;
  }
}
