package io.todevice.spec.drift.compare;

import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.List;

/** What a schema says to people and to the generator, and not about values. */
final class TextRules {

  private TextRules() {}

  static void compare(SchemaView old, SchemaView now, Differences found) {
    Direction direction = found.direction();
    found.addAll(Texts.compareText(old.get("title"), now.get("title"), direction));
    found.addAll(Texts.compareText(old.get("description"), now.get("description"), direction));
    found.addAll(Texts.compareNotes(old.flat(), now.flat(), direction));
    Annotations.example(old.flat(), now.flat(), found);
    Annotations.deprecation(old.flat(), now.flat(), found);
    found.compare(ChangeKind.XML_CHANGED, old.get("xml"), now.get("xml"));
    for (String key : List.of(SchemaKeywords.JAVA_TYPE, SchemaKeywords.MAP_KEYS)) {
      found.compare(ChangeKind.JAVA_TYPE_CHANGED, old.get(key), now.get(key));
    }
  }
}
