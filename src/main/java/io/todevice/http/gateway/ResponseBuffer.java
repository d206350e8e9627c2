package io.todevice.http.gateway;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.message.internal.HeaderUtils;

/** Collects the body of an answer, whose bytes it then hands on without copying them. */
final class ResponseBuffer extends ByteArrayOutputStream {

  private static final int FIRST_BUFFER = 512;

  ResponseBuffer() {
    super(FIRST_BUFFER);
  }

  /** The answer with these headers and what has been written. Nothing is written afterwards. */
  Answer asAnswer(int status, Map<String, List<Object>> headers) {
    List<Answer.Field> fields = new ArrayList<>(headers.size());
    headers.forEach(
        (name, values) -> {
          if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
            values.forEach(value -> fields.add(new Answer.Field(name, text(value))));
          }
        });
    return new Answer(status, fields, buf, count, /* isLast= */ false);
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    } else if (MediaType.APPLICATION_JSON_TYPE.equals(value)) {
      return MediaType.APPLICATION_JSON;
    }
    return HeaderUtils.asString(value, RuntimeDelegate.getInstance());
  }
}
