package io.todevice.http.exchange;

import io.todevice.http.error.ErrorEnvelope;
import io.todevice.http.json.JsonText;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.Response.Field;
import java.util.ArrayList;
import java.util.List;

/** Makes responses. */
public final class Responses {

  /**
   * What every response has, errors included: cross-origin access (clause R2), and what keeps
   * responses out of caches and browsers from taking them for something else.
   */
  static final List<Field> COMMON_FIELDS =
      List.of(
          new Field("Access-Control-Allow-Origin", "*"),
          new Field("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS"),
          new Field(
              "Access-Control-Allow-Headers", "X-Requested-With, Content-Type, Authorization"),
          // A page may not read any other field that is not on the Fetch standard's list.
          new Field("Access-Control-Expose-Headers", "Retry-After"),
          // Responses hold tokens and other people's secrets; and none is true for long.
          new Field("Cache-Control", "no-store"),
          // No page here needs more, even if a browser is made to open something else as one.
          new Field("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          new Field("X-Content-Type-Options", "nosniff"),
          // A token may stand in the query.
          new Field("Referrer-Policy", "no-referrer"));

  private static final String CONTENT_TYPE = "Content-Type";
  private static final List<Field> JSON =
      List.of(new Field(CONTENT_TYPE, ErrorEnvelope.MEDIA_TYPE));

  private Responses() {}

  /** A body of some media type. */
  public static Response ok(String mediaType, byte[] body) {
    return new Response(200, fields(mediaType), body);
  }

  /** A text, until it is closed. */
  static Response ok(String mediaType, JsonText text) {
    return new Response(
        200, fields(mediaType), text.buffer(), text.length(), text.isLent(), /* isLast= */ false);
  }

  private static List<Field> fields(String mediaType) {
    return mediaType.equals(ErrorEnvelope.MEDIA_TYPE)
        ? JSON
        : List.of(new Field(CONTENT_TYPE, mediaType));
  }

  /** An error, with fields of its own. */
  public static Response of(ErrorEnvelope error, Field... additional) {
    List<Field> fields = new ArrayList<>(List.of(additional));
    fields.add(new Field(CONTENT_TYPE, ErrorEnvelope.MEDIA_TYPE));
    error
        .retryAfterSeconds()
        .ifPresent(seconds -> fields.add(new Field("Retry-After", Long.toString(seconds))));
    return new Response(error.status(), fields, error.body());
  }
}
