package io.todevice.strict.journal;

import static io.todevice.strict.journal.Severity.MUST;
import static io.todevice.strict.journal.Severity.NOTICE;
import static io.todevice.strict.journal.Severity.SHOULD;

import java.util.Locale;
import java.util.Optional;

/** What a client is held to. docs/strict.md explains each under its identifier. */
public enum Rule {
  MALFORMED_REQUEST(MUST, "what was sent is not a request of HTTP/1.1", Places.STANDARDS),
  UNKNOWN_OPERATION(NOTICE, "the document has no such path", Places.STANDARDS),
  WRONG_METHOD(MUST, "the document has the path, but not with this method", Places.STANDARDS, "R1"),
  MISSING_PARAMETER(MUST, "a required parameter is missing", Places.STANDARDS),
  INVALID_PARAMETER(MUST, "a parameter is not what its schema says", Places.STANDARDS),
  UNKNOWN_PARAMETER(SHOULD, "the document has no such query parameter", Places.STANDARDS),
  BODY_NOT_JSON(MUST, "the body is no JSON", Places.STANDARDS, "S5"),
  BODY_SCHEMA(MUST, "the body is not what its schema says", Places.STANDARDS, "S5"),
  UNKNOWN_FIELD(NOTICE, "the schema has no such field", Places.STANDARDS),
  CONTENT_TYPE(
      SHOULD, "a JSON body comes without Content-Type: application/json", Places.STANDARDS, "S7"),
  DEPRECATED_OPERATION(NOTICE, "the operation is deprecated", Places.STANDARDS),
  DEPRECATED_PARAMETER(NOTICE, "the parameter is deprecated", Places.STANDARDS),
  DEPRECATED_FIELD(NOTICE, "the field is deprecated", Places.STANDARDS),
  OLD_BASE_PATH(NOTICE, "the path is of the releases before v1.1", Places.STANDARDS, "S9"),
  MISSING_TOKEN(MUST, "the operation needs an access token", Places.TOKENS, "A1"),
  TOKEN_IN_QUERY(
      SHOULD, "the token stands in the query instead of the header", Places.TOKENS, "A2"),
  ENDED_TOKEN(SHOULD, "a token is used on that was refused as unknown", Places.SOFT_LOGOUT, "A5"),
  RETRY_AFTER(
      SHOULD, "a request came again before Retry-After was over", Places.RATE_LIMITING, "R3"),
  TRANSACTION_REUSED(
      MUST, "a transaction ID is used again for other content", Places.TRANSACTIONS, "T1"),
  STALE_SINCE(
      SHOULD, "since is older than one that the device has used before", Places.SYNCING, "D3"),
  REPEATED_INITIAL_SYNC(
      SHOULD, "next_batch is not used: initial syncs repeat", Places.SYNCING, "D2"),
  BUSY_SYNC(SHOULD, "empty syncs without timeout follow each other closely", Places.SYNCING, "D4"),
  INVALID_USER_ID(MUST, "messages are addressed to what is no user ID", Places.TO_DEVICE, "S3"),
  INVALID_EVENT_TYPE(MUST, "the event type is longer than 255 bytes", Places.SIZE_LIMITS, "S8"),
  LARGE_CONTENT(SHOULD, "a content is larger than servers commonly take", Places.SIZE_LIMITS, "S6"),
  WILDCARD_BESIDE_DEVICE(NOTICE, "'*' stands beside a named device", Places.TO_DEVICE, "S2");

  private final Severity severity;
  private final String title;
  private final SpecPlace place;
  private final Optional<String> clause;

  Rule(Severity severity, String title, SpecPlace place) {
    this(severity, title, place, Optional.empty());
  }

  Rule(Severity severity, String title, SpecPlace place, String clause) {
    this(severity, title, place, Optional.of(clause));
  }

  Rule(Severity severity, String title, SpecPlace place, Optional<String> clause) {
    this.severity = severity;
    this.title = title;
    this.place = place;
    this.clause = clause;
  }

  /** The identifier, for example {@code token-in-query}. It does not change. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How much it weighs. */
  public Severity severity() {
    return severity;
  }

  /** What is wrong, as half a sentence. */
  public String title() {
    return title;
  }

  /** Where the specification says otherwise. */
  public SpecPlace place() {
    return place;
  }

  /** The clause of behaviour that it breaks, for example {@code S5}; empty if there is none. */
  public Optional<String> clause() {
    return clause;
  }

  @Override
  public String toString() {
    return id();
  }

  private static final class Places {

    static final SpecPlace STANDARDS = new SpecPlace("API Standards", "api-standards");
    static final SpecPlace TOKENS = new SpecPlace("Using access tokens", "using-access-tokens");
    static final SpecPlace SOFT_LOGOUT = new SpecPlace("Soft logout", "soft-logout");
    static final SpecPlace RATE_LIMITING = new SpecPlace("Rate limiting", "rate-limiting");
    static final SpecPlace TRANSACTIONS =
        new SpecPlace("Transaction identifiers", "transaction-identifiers");
    static final SpecPlace SYNCING = new SpecPlace("Syncing", "syncing");
    static final SpecPlace SIZE_LIMITS = new SpecPlace("Size limits", "size-limits");
    static final SpecPlace TO_DEVICE =
        new SpecPlace("Send-to-Device messaging", "send-to-device-messaging");

    private Places() {}
  }
}
