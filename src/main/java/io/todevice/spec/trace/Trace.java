package io.todevice.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of this project belongs to which operation, as the build has found it out. Immutable.
 *
 * @param operations what belongs to the served operations, by operation ID
 */
public record Trace(Map<String, OperationTrace> operations) {

  private static final Trace EMPTY = new Trace(Map.of());

  /** What the build has written down; empty if it was not asked to, as when it skips the tests. */
  public static Trace get() {
    try (InputStream json = Trace.class.getResourceAsStream("trace.json")) {
      return json == null ? EMPTY : of(new JsonMapper().readTree(json));
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
    return new Trace(operations);
  }

  /** What belongs to an operation; {@link OperationTrace#NONE} if it is not served. */
  public OperationTrace of(String operationId) {
    return operations.getOrDefault(operationId, OperationTrace.NONE);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
