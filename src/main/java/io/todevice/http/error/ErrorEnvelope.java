package io.todevice.http.error;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An error answer: an HTTP status and the JSON object {@code {"errcode","error"}}, with {@code
 * retry_after_ms}, {@code soft_logout} or {@code current_version} where the error is about that
 * (Matrix client-server API, <i>Standard error response</i>; clauses A1, R1, R3). Every error that
 * the server answers is built here, whoever found it. Immutable and safe to share between threads.
 */
public final class ErrorEnvelope {

  /** The media type of {@link #body}. */
  public static final String MEDIA_TYPE = "application/json";

  private final int status;
  private final byte[] body;
  private final OptionalLong retryAfterSeconds;

  private ErrorEnvelope(int status, String json, Optional<Duration> retryAfter) {
    this.status = status;
    this.body = json.getBytes(StandardCharsets.UTF_8);
    this.retryAfterSeconds =
        retryAfter.isPresent()
            ? OptionalLong.of(secondsRoundedUp(retryAfter.get()))
            : OptionalLong.empty();
  }

  private ErrorEnvelope(int status, byte[] body) {
    this.status = status;
    this.body = body;
    this.retryAfterSeconds = OptionalLong.empty();
  }

  /** An error whose body is ready. */
  static ErrorEnvelope prepared(int status, byte[] body) {
    return new ErrorEnvelope(status, body);
  }

  /** An error of this code, told to the client with this message. */
  public static ErrorEnvelope of(ErrorCode code, String message) {
    return new ErrorEnvelope(
        code.httpStatus(), json(code.errcode(), message) + "}", Optional.empty());
  }

  /** The error that {@code exception} describes. */
  public static ErrorEnvelope of(MatrixException exception) {
    String message = exception.getMessage();
    String errcode = exception.code().errcode();
    StringBuilder json = json(errcode, message == null ? errcode : message);
    exception
        .retryAfter()
        .ifPresent(wait -> json.append(",\"retry_after_ms\":").append(wait.toMillis()));
    if (exception.isSoftLogout()) {
      json.append(",\"soft_logout\":true");
    }
    exception
        .currentVersion()
        .ifPresent(version -> append(json.append(",\"current_version\":"), version));
    return new ErrorEnvelope(
        exception.code().httpStatus(), json.append('}').toString(), exception.retryAfter());
  }

  /**
   * An error that HTTP has a status for and Matrix no code: {@code M_UNKNOWN} with that status.
   *
   * @param status an HTTP status of 400 or more
   */
  public static ErrorEnvelope ofHttp(int status, String message) {
    return new ErrorEnvelope(
        status, json(ErrorCode.M_UNKNOWN.errcode(), message) + "}", Optional.empty());
  }

  /**
   * The error for an HTTP status that a library chose, with the Matrix code that says the same.
   *
   * @param status an HTTP status of 400 or more
   */
  public static ErrorEnvelope ofStatus(int status) {
    return switch (status) {
      case 401 -> of(ErrorCode.M_MISSING_TOKEN, "Missing access token");
      case 403 -> of(ErrorCode.M_FORBIDDEN, "Forbidden");
      case 404 -> of(ErrorCode.M_UNRECOGNIZED, "Unrecognized request");
      case 405 -> of(ErrorCode.M_UNRECOGNIZED_METHOD, "Unrecognized method");
      case 413 -> of(ErrorCode.M_TOO_LARGE, "The request is too large");
      case 429 -> of(ErrorCode.M_LIMIT_EXCEEDED, "Too many requests");
      case 503 -> of(ErrorCode.UNAVAILABLE, "The server is not available at the moment");
      default ->
          status >= 500
              ? ofHttp(status, "Internal server error")
              : ofHttp(status, "The request can't be served");
    };
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The envelope in UTF-8. Shared: not to be changed. */
  public byte[] body() {
    return body;
  }

  /** What the {@code Retry-After} header says, in whole seconds, rounded up. */
  public OptionalLong retryAfterSeconds() {
    return retryAfterSeconds;
  }

  @Override
  public String toString() {
    return status + " " + new String(body, StandardCharsets.UTF_8);
  }

  /** The envelope without its end. */
  private static StringBuilder json(String errcode, String error) {
    StringBuilder json = append(new StringBuilder("{\"errcode\":"), errcode);
    return append(json.append(",\"error\":"), error);
  }

  private static StringBuilder append(StringBuilder json, String text) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    return json.append('"');
  }

  private static long secondsRoundedUp(Duration wait) {
    return wait.getNano() == 0 ? wait.getSeconds() : wait.getSeconds() + 1;
  }
}
