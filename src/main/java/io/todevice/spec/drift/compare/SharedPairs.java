package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.compare.Difference.OfShared;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of schemas that may stand at many places. Each is compared once, by itself, and what it
 * leads to is visited from there, the shortest way first. So a document of hundreds of schemas that
 * lead to each other costs no more than its size, although the ways through it have no number. Not
 * safe for use by several threads.
 */
final class SharedPairs {

  /** A change is reported at no more than this number of its places in one body or parameter. */
  private static final int MAX_PLACES = 10;

  private final Schemas before;
  private final Schemas after;
  private final Function<Pair, List<Difference>> comparison;

  private final Map<Pair, Pair> pairs = new HashMap<>();
  private final Map<Pair, List<Difference>> answers = new HashMap<>();

  /** Answers that rest on a pair that is still being compared. */
  private final Map<Pair, List<Difference>> answersHere = new HashMap<>();

  private final Map<Pair, Integer> open = new HashMap<>();

  /** The outermost of the open pairs that an answer rests on. */
  private int outermost = Integer.MAX_VALUE;

  private int comparisons;

  /**
   * Pairs of the schemas of two documents.
   *
   * @param comparison compares a pair, without the pairs that it leads to
   */
  SharedPairs(Schemas before, Schemas after, Function<Pair, List<Difference>> comparison) {
    this.before = before;
    this.after = after;
    this.comparison = comparison;
  }

  /**
   * Two schemas and which way their values travel.
   *
   * @param hash computed once, as schemas may be large
   */
  record Pair(JsonNode old, JsonNode now, Direction direction, int hash) {

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Pair pair
              && hash == pair.hash
              && direction == pair.direction
              && old.equals(pair.old)
              && now.equals(pair.now));
    }
  }

  /** Whatever differs between two schemas. */
  OfShared of(JsonNode old, JsonNode now, Direction direction) {
    Pair pair = new Pair(old, now, direction, Objects.hash(old, now, direction));
    return new OfShared(pairs.computeIfAbsent(pair, each -> each), List.of());
  }

  /** How often a pair has been compared. */
  int comparisons() {
    return comparisons;
  }

  /** A way to a pair; the pair is part of a change of the shared schema that it began in. */
  private record Visit(
      Pair pair, List<String> path, @Nullable Visit outer, String schema, List<String> inSchema) {

    boolean isInsideItself() {
      for (Visit each = outer; each != null; each = each.outer()) {
        if (each.pair().equals(pair)) {
          return true;
        }
      }
      return false;
    }
  }

  /** All findings, also those of the pairs that are led to, each at its places. */
  List<Finding> findings(List<Difference> differences) {
    List<Finding> findings = new ArrayList<>();
    Deque<Visit> visits = new ArrayDeque<>();
    Map<Pair, Integer> places = new HashMap<>();
    for (Difference difference : differences) {
      if (difference instanceof Finding finding) {
        findings.add(finding);
      } else if (difference instanceof OfShared shared) {
        visits.add(visit(shared, null));
      }
    }
    while (!visits.isEmpty()) {
      Visit visit = visits.remove();
      if (visit.isInsideItself() || places.merge(visit.pair(), 1, Integer::sum) > MAX_PLACES) {
        continue;
      }
      for (Difference difference : answer(visit.pair())) {
        if (difference instanceof Finding finding) {
          findings.add(at(visit, finding));
        } else if (difference instanceof OfShared shared) {
          visits.add(visit(shared, visit));
        }
      }
    }
    return findings;
  }

  private Visit visit(OfShared shared, @Nullable Visit outer) {
    Pair pair = shared.pair();
    String was = before.sharedName(pair.old());
    String is = after.sharedName(pair.now());
    boolean isNamed = !was.isEmpty() && !is.isEmpty();
    return new Visit(
        pair,
        outer == null ? shared.path() : join(outer.path(), shared.path()),
        outer,
        isNamed ? was + " " + is : outer == null ? "" : outer.schema(),
        isNamed || outer == null ? List.of() : join(outer.inSchema(), shared.path()));
  }

  private static Finding at(Visit visit, Finding finding) {
    Finding inSchema = finding.inside(visit.inSchema().toArray(String[]::new));
    String origin = visit.schema().isEmpty() ? "" : visit.schema() + " " + inSchema.place();
    return finding.inside(visit.path().toArray(String[]::new)).of(origin);
  }

  private static List<String> join(List<String> outer, List<String> inner) {
    return Difference.longer(inner, outer.toArray(String[]::new));
  }

  /** Whether all findings, also those of the pairs that are led to, are of a kind. */
  boolean allMatch(List<Difference> differences, Predicate<Finding> kind) {
    Set<Pair> seen = new HashSet<>();
    Deque<Difference> left = new ArrayDeque<>(differences);
    while (!left.isEmpty()) {
      Difference difference = left.remove();
      if (difference instanceof Finding finding) {
        if (!kind.test(finding)) {
          return false;
        }
      } else if (difference instanceof OfShared shared && seen.add(shared.pair())) {
        left.addAll(answer(shared.pair()));
      }
    }
    return true;
  }

  /** A pair that is being compared already is taken for equal: what differs is found there. */
  private List<Difference> answer(Pair pair) {
    List<Difference> known = answers.get(pair);
    if (known != null) {
      return known;
    }
    Integer depth = open.get(pair);
    List<Difference> here = answersHere.get(pair);
    if (depth != null || here != null) {
      outermost = Math.min(outermost, depth == null ? 0 : depth);
      return here == null ? List.of() : here;
    }
    int outside = outermost;
    outermost = Integer.MAX_VALUE;
    open.put(pair, open.size());
    comparisons++;
    List<Difference> differences = List.copyOf(comparison.apply(pair));
    open.remove(pair);
    if (outermost >= open.size()) {
      outermost = outside;
      answers.put(pair, differences);
    } else {
      outermost = Math.min(outermost, outside);
      answersHere.put(pair, differences);
    }
    if (open.isEmpty()) {
      answersHere.clear();
    }
    return differences;
  }

  /**
   * Runs what only chooses between ways to say a difference, so that an answer does not rest on it.
   */
  boolean guess(BooleanSupplier question) {
    int rests = outermost;
    boolean answer = question.getAsBoolean();
    outermost = rests;
    return answer;
  }
}
