package io.todevice.faults;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.domain.DeviceAddress;
import io.todevice.text.StrictYaml;
import io.todevice.text.YamlException;
import io.todevice.text.YamlPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Rules as a text: a list in YAML or JSON, of which every word counts. Immutable. */
public final class FaultScript {

  private final String name;
  private final Map<JsonPointer, YamlPosition> positions;
  private final List<FaultRule> rules = new ArrayList<>();

  private FaultScript(String name, Map<JsonPointer, YamlPosition> positions) {
    this.name = name;
    this.positions = positions;
  }

  /**
   * Reads a script.
   *
   * @param name what messages call it, for example the path of its file
   * @param text in UTF-8
   * @throws FaultScriptException if it is not a list of rules
   */
  public static FaultScript read(String name, byte[] text) {
    requireNonNull(name, "name");
    requireNonNull(text, "text");
    Map<JsonPointer, YamlPosition> positions = new HashMap<>();
    FaultScript script = new FaultScript(name, positions);
    JsonPointer top = JsonPointer.empty();
    try {
      JsonNode list =
          StrictYaml.read(text, positions)
              .orElseThrow(() -> script.fault(top, "there are no rules"));
      if (!list.isArray() || list.isEmpty()) {
        throw script.fault(top, list.isArray() ? "there are no rules" : "must be a list of rules");
      }
      for (int i = 0; i < list.size(); i++) {
        script.rules.add(script.rule(list.get(i), top.appendIndex(i)));
      }
      return script;
    } catch (YamlException e) {
      throw new FaultScriptException(
          name + e.position() + ": " + e.reason() + (e.hint().isEmpty() ? "" : ": " + e.hint()));
    }
  }

  private FaultRule rule(JsonNode node, JsonPointer at) {
    try {
      return RuleReader.read(node);
    } catch (RuleReader.MistakeException e) {
      throw fault(e.member().isEmpty() ? at : at.appendProperty(e.member()), e.reason());
    }
  }

  /** Its rules, in order. */
  public List<FaultRule> rules() {
    return List.copyOf(rules);
  }

  /**
   * Adds its rules to those of a server: all or none.
   *
   * @param isMeant whose requests they hold for, as {@link FaultRules#add} says
   * @return the rules in use, in the same order
   * @throws FaultScriptException if one of them could never match there
   */
  public List<RuleInUse> addTo(FaultRules server, Predicate<Optional<DeviceAddress>> isMeant) {
    requireNonNull(server, "server");
    requireNonNull(isMeant, "isMeant");
    try {
      return server.add(isMeant, rules);
    } catch (ImpossibleRuleException e) {
      throw fault(
          JsonPointer.empty().appendIndex(e.index()).appendProperty(e.member()),
          "can never match: " + e.reason());
    }
  }

  private FaultScriptException fault(JsonPointer at, String reason) {
    return new FaultScriptException(
        name
            + ":"
            + YamlPosition.get(positions, at)
            + ": "
            + (at.matches() ? "" : at + ": ")
            + reason);
  }
}
