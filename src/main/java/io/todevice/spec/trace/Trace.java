package io.todevice.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.text.PackedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What of this project belongs to which operation, as the build has found it out. Immutable.
 *
 * @param operations what belongs to the served operations, by operation ID
 * @param optional the IDs of those served operations that a revision need not have; their
 *     interfaces are generated all the same
 * @param own the IDs of those that are served from the project's own files where a revision lacks
 *     them
 */
public record Trace(Map<String, OperationTrace> operations, Set<String> optional, Set<String> own) {

  private static final int COMMON_SHARE = 4;

  /** Of an unknown project. */
  public static final Trace EMPTY = new Trace(Map.of());

  /** Copies the sets. */
  public Trace {
    optional = Set.copyOf(optional);
    own = Set.copyOf(own);
  }

  /** Of a project that needs every operation. */
  public Trace(Map<String, OperationTrace> operations) {
    this(operations, Set.of(), Set.of());
  }

  /** What the build has written down. */
  public static Trace get() {
    try {
      return of(
          new JsonMapper().readTree(PackedFile.read(Trace.class, "/io/todevice/spec/trace.json")));
    } catch (IOException e) {
      throw new IllegalStateException("trace.json cannot be read", e);
    }
  }

  /** Reads what {@link #get()} gives. */
  public static Trace of(JsonNode json) {
    Map<String, OperationTrace> operations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> operation : json.path("operations").properties()) {
      JsonNode value = operation.getValue();
      operations.put(
          operation.getKey(),
          new OperationTrace(
              texts(value.path("implementations")),
              texts(value.path("clauses")),
              texts(value.path("tests"))));
    }
    return new Trace(
        operations, Set.copyOf(texts(json.path("optional"))), Set.copyOf(texts(json.path("own"))));
  }

  /** What belongs to an operation; {@link OperationTrace#NONE} if it is not served. */
  public OperationTrace of(String operationId) {
    return operations.getOrDefault(operationId, OperationTrace.NONE);
  }

  /**
   * What belongs to an operation and to few others: clauses and tests that more than a quarter of
   * the served operations have in common say nothing about one of them.
   */
  public OperationTrace ofItsOwn(String operationId) {
    OperationTrace all = of(operationId);
    return new OperationTrace(
        all.implementations(),
        rare(all.clauses(), OperationTrace::clauses),
        rare(all.tests(), OperationTrace::tests));
  }

  private List<String> rare(List<String> names, Function<OperationTrace, List<String>> namesOf) {
    Map<String, Integer> uses = new HashMap<>();
    for (OperationTrace operation : operations.values()) {
      namesOf.apply(operation).forEach(name -> uses.merge(name, 1, Integer::sum));
    }
    int most = Math.max(1, operations.size() / COMMON_SHARE);
    return names.stream().filter(name -> uses.getOrDefault(name, 0) <= most).toList();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
