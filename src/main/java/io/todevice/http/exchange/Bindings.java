package io.todevice.http.exchange;

import io.todevice.http.call.Binding;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.spec.model.ServedOperation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The implementations of the operations, with what reads and writes their bodies. Immutable and
 * safe for use by many threads.
 */
public final class Bindings {

  private final Map<String, Binding> byOperation = new HashMap<>();
  private final JsonReader reader;
  private final JsonWriter writer;

  /**
   * Bindings.
   *
   * @throws IllegalArgumentException if an operation has two
   */
  public Bindings(Collection<Binding> bindings, JsonReader reader, JsonWriter writer) {
    this.reader = reader;
    this.writer = writer;
    for (Binding binding : bindings) {
      if (byOperation.put(binding.operationId(), binding) != null) {
        throw new IllegalArgumentException("two bindings of " + binding.operationId());
      }
    }
  }

  /**
   * Checks that every operation has one.
   *
   * @throws IllegalArgumentException if one has none
   */
  void requireAll(Collection<ServedOperation> operations) {
    operations.forEach(this::get);
  }

  /**
   * The binding of an operation.
   *
   * @throws IllegalArgumentException if it has none
   */
  public Binding get(ServedOperation operation) {
    Binding binding = byOperation.get(operation.operationId());
    if (binding == null) {
      throw new IllegalArgumentException("nothing implements " + operation.operationId());
    }
    return binding;
  }

  /** What reads bodies. */
  public JsonReader reader() {
    return reader;
  }

  /** What writes bodies. */
  public JsonWriter writer() {
    return writer;
  }
}
