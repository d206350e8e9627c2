package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.strict.journal.Rule;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Whether a device asks again and again for nothing, where it could wait with a timeout (D4). */
final class BusySyncCheck implements Check {

  /** So many within the time are a loop. */
  private static final int SYNCS = 5;

  private static final long WITHIN_NANOS = Duration.ofSeconds(1).toNanos();

  /** When the latest syncs came, if all of them were empty and none could wait. */
  static final class Memory {
    private final Deque<Long> received = new ArrayDeque<>(SYNCS);
  }

  @Override
  public void check(Examination seen, Findings findings) {
    if (!seen.is("sync") || !seen.isSuccess() || seen.memory().isEmpty()) {
      return;
    }
    Deque<Long> received = seen.memory().get().busy.received;
    if (!isInVain(seen)) {
      received.clear();
      return;
    }
    received.addLast(seen.exchange().receivedNanos());
    if (received.size() == SYNCS) {
      if (received.getLast() - received.removeFirst() < WITHIN_NANOS) {
        findings.add(Rule.BUSY_SYNC, Rule.BUSY_SYNC.title());
      }
    }
  }

  private static boolean isInVain(Examination seen) {
    String since = seen.findQuery("since").orElse("");
    return !since.isEmpty()
        && since.equals(seen.answer().path("next_batch").asText())
        && isEmpty(seen.answer().path("to_device").path("events"))
        && seen.findQuery("timeout").orElse("0").equals("0")
        && !seen.findQuery("full_state").orElse("false").equals("true");
  }

  private static boolean isEmpty(JsonNode list) {
    return list.size() == 0;
  }
}
