package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Collects what differs between two parts of an interface that travel in one direction.
 *
 * @param list what was found so far
 */
record Differences(Direction direction, List<Difference> list) {

  Differences(Direction direction) {
    this(direction, new ArrayList<>());
  }

  /** What was found, where nothing of it is part of a shared schema. */
  List<Finding> findings() {
    return list.stream().map(Finding.class::cast).toList();
  }

  void add(ChangeKind kind, String was, String now, String... path) {
    list.add(Finding.of(kind, direction, was, now, path));
  }

  /** Adds what was found inside of a part. */
  void addAll(Collection<? extends Difference> found, String... outer) {
    found.forEach(each -> list.add(each.inside(outer)));
  }

  /** Adds a change of a value, unless both are equal. */
  void compare(ChangeKind kind, JsonNode was, JsonNode now, String... path) {
    if (!was.equals(now)) {
      add(kind, Values.show(was), Values.show(now), path);
    }
  }

  /** Adds a change of a default, or that one is stated or dropped. */
  void defaults(JsonNode was, JsonNode now, String... path) {
    boolean isChange = !was.isMissingNode() && !now.isMissingNode();
    compare(isChange ? ChangeKind.DEFAULT_CHANGED : ChangeKind.DEFAULT_STATED, was, now, path);
  }

  /** Adds a change of a limit. */
  void limit(boolean isTighter, String was, String now, String... path) {
    add(isTighter ? ChangeKind.LIMIT_TIGHTENED : ChangeKind.LIMIT_LOOSENED, was, now, path);
  }

  /** Adds a change between required and optional, unless both are the same. */
  void necessity(
      boolean was, boolean now, ChangeKind required, ChangeKind optional, String... path) {
    if (was != now) {
      add(now ? required : optional, necessity(was), necessity(now), path);
    }
  }

  /** How a report says whether something is required. */
  static String necessity(boolean isRequired) {
    return isRequired ? "required" : "optional";
  }
}
