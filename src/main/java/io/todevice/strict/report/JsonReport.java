package io.todevice.strict.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.strict.journal.JournalEntry;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.journal.Severity;
import io.todevice.strict.journal.Violation;

/** The report for programs. */
final class JsonReport {

  private JsonReport() {}

  static String of(JournalState state) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("specification", state.revision());
    root.put("since", state.since().toString());
    root.put("examined", state.examined());
    root.put("dropped", state.dropped());
    root.put("unlisted", state.unlisted());
    ObjectNode counts = root.putObject("counts");
    for (Severity severity : Severity.values()) {
      counts.put(severity.name(), state.count(severity));
    }
    ArrayNode violations = root.putArray("violations");
    state.entries().forEach(entry -> violations.add(violation(state, entry)));
    return root.toPrettyString() + "\n";
  }

  private static ObjectNode violation(JournalState state, JournalEntry entry) {
    Violation violation = entry.violation();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("rule", violation.rule().id())
            .put("severity", violation.rule().severity().name())
            .put("count", entry.count())
            .put("first", entry.first().toString())
            .put("last", entry.last().toString())
            .put("operation", violation.operation())
            .put("what", violation.what())
            .put("pointer", violation.pointer());
    node.put("user", violation.device().isEmpty() ? null : violation.user());
    node.put("device", violation.device().isEmpty() ? null : violation.deviceId());
    node.putObject("specification")
        .put("section", violation.rule().place().section())
        .put("url", Wording.url(state, violation))
        .put("source", violation.source());
    return node;
  }
}
