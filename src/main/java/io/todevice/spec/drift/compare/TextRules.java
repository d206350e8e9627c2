package io.todevice.spec.drift.compare;

import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;

/** What a schema says to people and to the generator, and not about values. */
final class TextRules {

  private TextRules() {}

  static List<Finding> compare(SchemaView old, SchemaView now, Direction direction) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(Texts.compareText(old.get("title"), now.get("title"), direction));
    findings.addAll(Texts.compareText(old.get("description"), now.get("description"), direction));
    findings.addAll(Texts.compareNotes(old.flat(), now.flat(), direction));
    Annotations.example(old.flat(), now.flat(), direction, findings);
    Annotations.deprecation(old.flat(), now.flat(), direction, findings);
    if (differ(old, now, "xml")) {
      findings.add(
          Finding.of(
              ChangeKind.XML_CHANGED,
              direction,
              Values.show(old.get("xml")),
              Values.show(now.get("xml"))));
    }
    for (String key : List.of(SchemaKeywords.JAVA_TYPE, SchemaKeywords.MAP_KEYS)) {
      if (differ(old, now, key)) {
        findings.add(
            Finding.of(
                ChangeKind.JAVA_TYPE_CHANGED,
                direction,
                Values.show(old.get(key)),
                Values.show(now.get(key))));
      }
    }
    return findings;
  }

  private static boolean differ(SchemaView old, SchemaView now, String key) {
    return !old.get(key).equals(now.get(key));
  }
}
