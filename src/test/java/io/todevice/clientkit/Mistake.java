package io.todevice.clientkit;

import java.util.Set;

/** What {@link ReferenceClient} can be made to do wrong, and the scenarios that catch it. */
enum Mistake {
  NEW_TRANSACTION_ON_RETRY("T1.lost-response", "T1.reset", "T1.cut-response"),
  ANY_RESPONSE_IS_SUCCESS("T1.bad-gateway", "T1.unavailable", "T1.internal-error"),
  IMPATIENT_SENDS("T1.slow-response"),
  GIVES_UP_SENDING("T1.repeats-by-itself"),
  REPEATS_WHAT_IS_REFUSED("T3.refused", "T3.forbidden", "S6.too-large"),
  ONE_TRANSACTION_FOR_ALL("T1.unique"),
  COUNTS_TRANSACTIONS_FROM_ONE("T1.unique-after-restart"),
  IGNORES_RETRY_AFTER("R3.send", "R3.sync"),
  EXPANDS_WILDCARD("S2.wildcard"),
  NO_CONTENT_TYPE("S7.content-type"),
  ENCODES_TWICE("S8.path"),
  NUMBERS_AS_FLOATS("S4.sent-big-numbers", "S4.received-big-numbers"),
  DROPS_EMPTY_KEYS("S4.sent-odd-keys", "S4.received-odd-keys"),
  NORMALIZES_UNICODE("S4.sent-unicode", "S4.received-unicode"),
  DECODES_PERCENT("S4.sent-escapes", "S4.received-escapes"),
  DROPS_NULLS("S4.sent-empty-values", "S4.received-empty-values"),
  DROPS_EMPTY_OBJECTS("S4.sent-no-members", "S4.received-no-members"),
  HANDLES_IN_REVERSE("D1.in-order"),
  HANDLES_ONE_PAGE_ONLY("D1.backlog", "D1.many-pages"),
  SORTS_BY_NUMBER("D1.reordered"),
  HANDLES_REPEATED_PAGES("D3.repeated-page"),
  FORGETS_SINCE_AFTER_FAILURE(
      "D2.lost-response",
      "D2.reset",
      "D2.cut-response",
      "D2.bad-gateway",
      "D2.unavailable",
      "D2.internal-error"),
  EMPTY_SINCE("D2.initial"),
  LAGS_BEHIND("D2.chain"),
  ASKS_FROM_REFUSED_POSITION("D5.refused-position"),
  SAVES_BEFORE_HANDLING("D2.killed-while-handling"),
  FORGETS_POSITION("D2.resumes", "A5.soft-logout"),
  POLLS_WITHOUT_TIMEOUT("D4.long-poll"),
  REPEATS_EMPTY_SYNCS_AT_ONCE("D4.empty-at-once"),
  NO_BACKOFF("D4.outage"),
  SLEEPS_BETWEEN_SYNCS("D4.prompt"),
  TWO_SYNC_LOOPS("D4.one-at-a-time", "D2.slow-network"),
  WAITS_FOR_EVER("D4.dead-connection"),
  GIVES_UP_AT_TIMEOUT("D4.late-response"),
  GIVES_UP_AFTER_A_SECOND("D4.dribbled"),
  TOKEN_IN_QUERY("A2.header"),
  ASKS_WITHOUT_TOKEN("API.demanded"),
  UNKNOWN_PARAMETER("API.asked"),
  GOES_ON_WITH_ENDED_TOKEN("A5.ended-session"),
  NEVER_REFRESHES("A5.refresh"),
  REFRESHES_ONCE("A5.refresh-lost-response"),
  FORGETS_NEW_TOKENS("A5.refresh-kept"),
  REFUSES_UNKNOWN_FIELDS("D9.unknown-fields"),
  NEEDS_KEY_COUNTS("D9.sparse"),
  DIES_OF_MALFORMED_MESSAGES("D9.malformed-messages"),
  DIES_OF_UNKNOWN_TYPES("S4.unknown-type"),
  DIES_OF_UNEXPECTED_CONTENT("S4.unexpected-content"),
  NEW_KEYS_WITH_THE_SAME_IDS("K2.upload-lost-response"),
  NEVER_REFILLS_KEYS("K6.refills"),
  UPLOADS_KEYS_AFTER_EACH_SYNC("K6.enough"),
  IGNORES_CHANGED_DEVICES("K7.changed"),
  QUERIES_KEYS_ONCE("K7.query-repeated");

  private final Set<String> scenarios;

  Mistake(String... scenarios) {
    this.scenarios = Set.of(scenarios);
  }

  /** The identifiers of the scenarios that catch it. */
  Set<String> scenarios() {
    return scenarios;
  }
}
