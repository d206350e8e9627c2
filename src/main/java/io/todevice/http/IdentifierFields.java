package io.todevice.http;

import io.todevice.domain.JsonValue;
import java.util.Map;

/**
 * What hand-written code reads from a user identifier: the generated classes implement this, and so
 * does what is read from the keys of an authentication stage.
 */
public interface IdentifierFields {

  /** The kind of the identifier. */
  String type();

  /** The keys of that kind. */
  Map<String, JsonValue> additionalProperties();
}
