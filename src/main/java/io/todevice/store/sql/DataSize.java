package io.todevice.store.sql;

import io.todevice.domain.JsonValue;
import io.todevice.domain.PushRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the things that users keep take, in bytes. */
final class DataSize {

  /** What an entry takes beside its texts. */
  private static final long OVERHEAD_BYTES = 200;

  private DataSize() {}

  /** Of an entry under a name; 0 where there is none. */
  static long of(String name, @Nullable JsonValue value) {
    return value == null ? 0 : OVERHEAD_BYTES + text(name, value);
  }

  /** Of push rules. */
  static long of(PushRules rules) {
    return rules.byKind().values().stream()
        .flatMap(List::stream)
        .mapToLong(
            rule ->
                of(rule.id(), rule.actions())
                    + rule.conditions().map(JsonValue::size).orElse(0)
                    + rule.pattern().map(String::length).orElse(0))
        .sum();
  }

  /** Of the texts of an entry. */
  static long text(String name, JsonValue value) {
    return name.getBytes(StandardCharsets.UTF_8).length + (long) value.size();
  }
}
