package io.todevice.strict.journal;

import io.todevice.domain.DeviceAddress;
import io.todevice.text.OneLine;
import java.util.Optional;

/**
 * Something that a client does wrong. Two that are equal are the same thing done twice. Holds no
 * token and no content of a message; its texts are fit for a line of a terminal.
 *
 * @param rule which rule
 * @param device whose request it was; empty if that is not known
 * @param operation the operation's ID in the document, or method and path where it has none
 * @param what what is wrong, as half a sentence
 * @param pointer where in the body or in a filter in the query, as a JSON pointer; empty if it is
 *     about neither
 * @param source where the document describes the operation, as file and JSON pointer; empty where
 *     it does not
 */
public record Violation(
    Rule rule,
    Optional<DeviceAddress> device,
    String operation,
    String what,
    String pointer,
    String source) {

  private static final int MAX_LENGTH = 300;

  /** Makes the texts fit for a line. */
  public Violation {
    operation = OneLine.of(operation, MAX_LENGTH);
    what = OneLine.of(what, MAX_LENGTH);
    pointer = OneLine.of(pointer, MAX_LENGTH);
    source = OneLine.of(source, MAX_LENGTH);
  }

  /** The user, or the empty string. */
  public String user() {
    return device.map(known -> OneLine.of(known.user().value(), MAX_LENGTH)).orElse("");
  }

  /** The device, or the empty string. */
  public String deviceId() {
    return device.map(known -> OneLine.of(known.device().value(), MAX_LENGTH)).orElse("");
  }

  /** Who it was, for people. */
  public String who() {
    return device.isEmpty() ? "(no device)" : user() + "/" + deviceId();
  }

  /** One line for the log. */
  @Override
  public String toString() {
    return rule.severity()
        + " "
        + rule.id()
        + " "
        + who()
        + " "
        + operation
        + ": "
        + what
        + (pointer.isEmpty() ? "" : " at " + pointer)
        + " ("
        + rule.place().section()
        + rule.clause().map(clause -> ", clause " + clause).orElse("")
        + ")";
  }
}
