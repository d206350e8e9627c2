package io.todevice.spec.drift.report;

import java.util.Comparator;
import java.util.List;

/**
 * One change of one operation.
 *
 * @param kind of what kind it is
 * @param direction which way what has changed travels
 * @param places where it is, each a path for people such as {@code request body › messages › *};
 *     more than one where a shared schema is used more than once; empty texts never
 * @param was what stood there, texts in full; empty where there was nothing
 * @param now what stands there, likewise
 * @param verdict what it does, and why
 */
public record Change(
    ChangeKind kind,
    Direction direction,
    List<String> places,
    String was,
    String now,
    Verdict verdict) {

  /** The worst first, then by place. */
  public static final Comparator<Change> ORDER =
      Comparator.comparing((Change change) -> !change.breaksBoth())
          .thenComparing(Change::worst)
          .thenComparing(change -> change.places().get(0))
          .thenComparing(Change::kind)
          .thenComparing(Change::direction)
          .thenComparing(Change::was)
          .thenComparing(Change::now);

  /** Copies the list. */
  public Change {
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a change is somewhere");
    }
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
