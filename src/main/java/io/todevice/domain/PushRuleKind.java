package io.todevice.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of push rules, the most important first (Matrix client-server API, <i>Push rules</i>).
 */
public enum PushRuleKind {
  OVERRIDE,
  CONTENT,
  ROOM,
  SENDER,
  UNDERRIDE;

  /** The kind as it stands on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind that {@code wireName} stands for. */
  public static Optional<PushRuleKind> find(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
  }

  /** Whether its rules have conditions. */
  public boolean hasConditions() {
    return this == OVERRIDE || this == UNDERRIDE;
  }
}
