package io.todevice.conformance.suite;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message as a sync delivers it.
 *
 * @param sender who sent it
 * @param type its event type
 * @param content its content
 */
public record ToDeviceMessage(String sender, String type, JsonNode content) {

  /** Short enough for a report. */
  @Override
  public String toString() {
    String text = content.toString();
    return type
        + " from "
        + sender
        + " "
        + (text.length() > 200 ? text.substring(0, 200) + "…" : text);
  }
}
