package io.todevice.strict.check;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.TokenLocation;
import io.todevice.strict.journal.Rule;

/** Where tokens stand, and whether they are let go of when they have ended. */
final class TokenCheck implements Check {

  private static final int TOKENS = 10_000;

  /** When a token was refused first, by its digest. */
  private final Cache<String, Long> refused = Caffeine.newBuilder().maximumSize(TOKENS).build();

  @Override
  public void check(Examination seen, Findings findings) {
    if (seen.token().isEmpty()) {
      return;
    }
    TokenUse token = seen.token().get();
    if (token.isInQuery()
        && seen.matched().filter(request -> hasBetterPlace(request.operation())).isPresent()) {
      findings.add(Rule.TOKEN_IN_QUERY, Rule.TOKEN_IN_QUERY.title());
    }
    if (seen.errcode().equals("M_UNKNOWN_TOKEN")) {
      Long since = refused.getIfPresent(token.digest());
      if (since == null) {
        refused.put(token.digest(), seen.exchange().answeredNanos());
      } else if (seen.exchange().receivedNanos() - since > 0) {
        findings.add(Rule.ENDED_TOKEN, Rule.ENDED_TOKEN.title());
      }
    }
  }

  /** A document that knows no other place than the query can't want another one. */
  private static boolean hasBetterPlace(ServedOperation operation) {
    return operation.security().stream()
        .flatMap(alternative -> alternative.stream())
        .anyMatch(place -> !(place instanceof TokenLocation.Query));
  }
}
