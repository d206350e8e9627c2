package io.todevice.http;

import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import java.util.Map;

/** A key in a request to back it up, wherever it stands. */
public interface KeyBackupFields {

  /** The first message of the session that it decrypts. */
  Long firstMessageIndex();

  /** How often devices have forwarded it. */
  Long forwardedCount();

  /** Whether it came from a verified device. */
  Boolean isVerified();

  /** The encrypted key. */
  JsonObject sessionData();

  /** What the specification does not name. */
  Map<String, JsonValue> additionalProperties();
}
