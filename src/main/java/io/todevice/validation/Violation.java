package io.todevice.validation;

/**
 * Where a message is not what the document says.
 *
 * @param place what of the message, and where in it, for example {@code body /messages}
 * @param rule which keyword of the schema or which rule of OpenAPI, for example {@code required}
 * @param problem what is wrong, without values of the message: they may be secrets
 */
public record Violation(String place, String rule, String problem) {

  @Override
  public String toString() {
    return place + ": " + problem + " (" + rule + ")";
  }
}
