package io.todevice.http;

import io.todevice.domain.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What hand-written code reads from {@code auth} in a request, whichever operation it is of: the
 * generated classes implement this.
 */
public interface AuthenticationFields {

  /** The login type of the stage. */
  @Nullable String type();

  /** The session that an earlier answer named. */
  @Nullable String session();

  /** The keys of the login type. */
  Map<String, JsonValue> additionalProperties();
}
