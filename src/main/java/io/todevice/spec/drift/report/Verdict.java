package io.todevice.spec.drift.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What a change does, and why.
 *
 * @param reasons what it does, the worst first, each with the reason: {@link Impact#CLIENTS},
 *     {@link Impact#CODE} or both, or one of the others alone
 */
public record Verdict(Map<Impact, String> reasons) {

  /** Of an operation that is gone, where the server adds it from its own files. */
  public static final Verdict SERVED_FROM_OWN_FILES =
      compatible("the server serves it all the same, from its own files");

  /** Of an operation that was added, where the server has served it from its own files so far. */
  public static final Verdict OWN_FILES_REPLACED =
      review("served so far from the server's own files, which may say something else");

  /** Copies the map, and puts it into order. */
  public Verdict {
    reasons = Collections.unmodifiableMap(new EnumMap<>(reasons));
    if (reasons.isEmpty()
        || (reasons.size() > 1 && !reasons.keySet().stream().allMatch(Impact::isBreaking))) {
      throw new IllegalArgumentException("what breaks something is neither compatible nor a text");
    }
  }

  /** What it does, the worst first. */
  public Set<Impact> impacts() {
    return reasons.keySet();
  }

  /** The same for what this server has no code for. */
  public Verdict withoutCode() {
    if (!reasons.containsKey(Impact.CODE)) {
      return this;
    }
    String clients = reasons.get(Impact.CLIENTS);
    return clients == null
        ? compatible("only a server that serves it has to follow")
        : breaksClients(clients);
  }

  /** The same where the interface of the operation is generated in any case. */
  public Verdict withInterface() {
    String clients = reasons.get(Impact.CLIENTS);
    return clients == null
        ? compatible("the interface is there and implemented, whether or not the revision has it")
        : breaksClients(clients + "; the interface stays, as it is generated from spec/");
  }

  static Verdict breaksClients(String reason) {
    return new Verdict(Map.of(Impact.CLIENTS, reason));
  }

  static Verdict breaksCode(String reason) {
    return new Verdict(Map.of(Impact.CODE, reason));
  }

  static Verdict breaksBoth(String clients, String code) {
    return new Verdict(Map.of(Impact.CLIENTS, clients, Impact.CODE, code));
  }

  static Verdict compatible(String reason) {
    return new Verdict(Map.of(Impact.COMPATIBLE, reason));
  }

  static Verdict review(String reason) {
    return new Verdict(Map.of(Impact.REVIEW, reason));
  }

  static Verdict documentation(String reason) {
    return new Verdict(Map.of(Impact.DOCUMENTATION, reason));
  }
}
