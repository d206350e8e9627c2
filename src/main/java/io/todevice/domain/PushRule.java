package io.todevice.domain;

import java.util.Optional;

/**
 * When and how the user wants to be notified. This server has no rooms and notifies nobody: it
 * keeps the rules for the user's clients.
 *
 * @param id tells it from other rules of its kind
 * @param isDefault whether the server brought it
 * @param isEnabled whether it is switched on
 * @param actions the JSON list of what happens when it applies, unchanged
 * @param conditions the JSON list of what an event has to be, unchanged; only of some kinds
 * @param pattern what a message has to match; only of rules of contents
 */
public record PushRule(
    String id,
    boolean isDefault,
    boolean isEnabled,
    JsonValue actions,
    Optional<JsonValue> conditions,
    Optional<String> pattern) {

  /** The same, switched on or off. */
  public PushRule withEnabled(boolean enabled) {
    return new PushRule(id, isDefault, enabled, actions, conditions, pattern);
  }

  /** The same with other actions. */
  public PushRule withActions(JsonValue others) {
    return new PushRule(id, isDefault, isEnabled, others, conditions, pattern);
  }
}
