package io.todevice.strict.check;

import io.todevice.strict.journal.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a device goes on from the {@code next_batch} that it was given: neither back behind one
 * that it has used, nor again and again from the beginning (D2, D3).
 */
final class SinceCheck implements Check {

  private static final int TOKENS = 200;

  /** A client that starts anew once may have been started anew. */
  private static final int INITIAL_SYNCS = 2;

  /** The tokens that a device was given, and what it made of them. */
  static final class Memory {

    /** Each with its place in the order in which they were given out. */
    private final Map<String, Long> given =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > TOKENS;
          }
        };

    private long givenInAll;

    /** Of the latest login: one who logs in again may begin anew. */
    private String token = "";

    private boolean hasNextBatch;
    private long firstGivenNanos;
    private long newestUsed = -1;
    private long newestUsedNanos;
    private int initialSyncs;
  }

  @Override
  public void check(Examination seen, Findings findings) {
    if (!seen.is("sync") || !seen.isSuccess() || seen.memory().isEmpty()) {
      return;
    }
    Memory memory = seen.memory().get().since;
    long received = seen.exchange().receivedNanos();
    String token = seen.token().map(TokenUse::digest).orElse("");
    if (!token.equals(memory.token)) {
      memory.token = token;
      memory.hasNextBatch = false;
      memory.initialSyncs = 0;
    }
    Optional<String> since = seen.findQuery("since");
    if (since.isPresent()) {
      checkSince(memory, since.get(), received, findings);
    } else if (memory.hasNextBatch
        && received - memory.firstGivenNanos > 0
        && ++memory.initialSyncs >= INITIAL_SYNCS) {
      findings.add(Rule.REPEATED_INITIAL_SYNC, Rule.REPEATED_INITIAL_SYNC.title());
    }
    give(memory, seen.answer().path("next_batch").asText(""), seen.exchange().answeredNanos());
  }

  private static void checkSince(Memory memory, String since, long received, Findings findings) {
    Long place = memory.given.get(since);
    if (place == null) {
      return;
    }
    if (place > memory.newestUsed) {
      memory.newestUsed = place;
      memory.newestUsedNanos = received;
    } else if (place < memory.newestUsed && received - memory.newestUsedNanos > 0) {
      findings.add(Rule.STALE_SINCE, Rule.STALE_SINCE.title());
    }
  }

  private static void give(Memory memory, String token, long answered) {
    if (token.isEmpty()) {
      return;
    }
    if (!memory.hasNextBatch) {
      memory.hasNextBatch = true;
      memory.firstGivenNanos = answered;
    }
    if (memory.given.putIfAbsent(token, memory.givenInAll) == null) {
      memory.givenInAll++;
    }
  }
}
