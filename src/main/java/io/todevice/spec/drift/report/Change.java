package io.todevice.spec.drift.report;

import io.todevice.text.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One change of one subject, which is an operation or an event.
 *
 * @param kind of what kind it is
 * @param direction which way what has changed travels
 * @param places where it is, each a path for people such as {@code request body › messages › *};
 *     more than one where a shared schema is used more than once; empty texts never
 * @param was what stood there, texts in full; empty where there was nothing
 * @param now what stands there, likewise
 * @param verdict what it does, and why
 * @param oldSource where the first of the places stands in the older revision's files, or what is
 *     next to it there; empty if that is not known
 * @param newSource the same in the newer revision
 * @param acceptance that it has been accepted; empty if it has not
 */
public record Change(
    ChangeKind kind,
    Direction direction,
    List<String> places,
    String was,
    String now,
    Verdict verdict,
    Optional<SourcePosition> oldSource,
    Optional<SourcePosition> newSource,
    Optional<Acceptance> acceptance) {

  /** The worst first, then by place. */
  public static final Comparator<Change> ORDER =
      Comparator.comparing((Change change) -> !change.breaksBoth())
          .thenComparing(Change::worst)
          .thenComparing(change -> change.places().get(0))
          .thenComparing(Change::kind)
          .thenComparing(Change::direction)
          .thenComparing(Change::was)
          .thenComparing(Change::now);

  private static final int FINGERPRINT_DIGITS = 32;

  /** Copies the list. */
  public Change {
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a change is somewhere");
    }
  }

  /** A change of which nothing more is known yet. */
  public Change(
      ChangeKind kind,
      Direction direction,
      List<String> places,
      String was,
      String now,
      Verdict verdict) {
    this(
        kind,
        direction,
        places,
        was,
        now,
        verdict,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with the places in the files. */
  public Change at(Optional<SourcePosition> old, Optional<SourcePosition> now) {
    return new Change(kind, direction, places, was, this.now, verdict, old, now, acceptance);
  }

  /** The same with another verdict. */
  public Change withVerdict(Verdict other) {
    return new Change(kind, direction, places, was, now, other, oldSource, newSource, acceptance);
  }

  /** The same, accepted. */
  public Change accepted(Acceptance by) {
    return new Change(
        kind, direction, places, was, now, verdict, oldSource, newSource, Optional.of(by));
  }

  /** Where to look first: in the newer files, unless something is gone from the older ones. */
  public Optional<SourcePosition> source() {
    boolean isGone = now.isEmpty() && !was.isEmpty();
    return isGone ? oldSource.or(() -> newSource) : newSource.or(() -> oldSource);
  }

  /**
   * What stays the same for the same change as long as the subject keeps its name: neither the
   * order of the files nor lines nor other changes matter.
   *
   * @param subject the operation's ID or the event's type
   * @return 32 hexadecimal digits
   */
  public String fingerprint(String subject) {
    String identity =
        String.join(
            "\u0000",
            subject,
            kind.id(),
            direction.name(),
            String.join("\u0001", places),
            was,
            now);
    return Sha256.hex(identity).substring(0, FINGERPRINT_DIGITS);
  }

  /** Whether the operation itself came or went, which is said of each one. */
  public boolean isOfWholeOperation() {
    return kind == ChangeKind.OPERATION_ADDED
        || kind == ChangeKind.OPERATION_REMOVED
        || kind == ChangeKind.OPERATION_TAKEN_OVER;
  }

  /** Whether it decides which Java interface is generated of the revision. */
  public boolean decidesOverInterface() {
    return isOfWholeOperation() || kind == ChangeKind.OPERATION_RENAMED;
  }

  /** Whether it does that. */
  public boolean has(Impact impact) {
    return verdict.impacts().contains(impact);
  }

  /** The worst of what it does. */
  public Impact worst() {
    return verdict.impacts().iterator().next();
  }

  /** Whether clients and the server's code must follow. */
  public boolean breaksBoth() {
    return has(Impact.CLIENTS) && has(Impact.CODE);
  }
}
