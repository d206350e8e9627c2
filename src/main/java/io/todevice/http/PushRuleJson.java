package io.todevice.http;

import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.PushRule;
import io.todevice.domain.PushRules;
import io.todevice.http.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Push rules as they stand on the wire, in answers and in account data. */
record PushRuleJson(JsonWriter writer) {

  /** The type of the account data that they are. */
  static final EventType TYPE = new EventType("m.push_rules");

  /** The content of {@code m.push_rules}. */
  JsonObject ofAll(PushRules rules) {
    return json(Map.of("global", ofRuleset(rules)));
  }

  /** The rules that hold everywhere, which are all there are. */
  JsonObject ofRuleset(PushRules rules) {
    Map<String, Object> kinds = new LinkedHashMap<>();
    rules
        .byKind()
        .forEach(
            (kind, list) -> kinds.put(kind.wireName(), list.stream().map(this::ofRule).toList()));
    return json(kinds);
  }

  JsonObject ofRule(PushRule rule) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("rule_id", rule.id());
    members.put("default", rule.isDefault());
    members.put("enabled", rule.isEnabled());
    rule.conditions().ifPresent(conditions -> members.put("conditions", conditions));
    rule.pattern().ifPresent(pattern -> members.put("pattern", pattern));
    members.put("actions", rule.actions());
    return json(members);
  }

  private JsonObject json(Map<String, ?> members) {
    return JsonObject.of(writer.write(members));
  }
}
