package io.todevice.domain;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with a Matrix error. Its message is written for the client and never
 * holds a token, a password or the text of another exception. Carries no stack trace: it is an
 * answer, not a fault.
 */
public class MatrixException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final boolean softLogout;
  private final @Nullable Duration retryAfter;
  private final @Nullable String currentVersion;

  /** An error of this code, told to the client with this message. */
  public MatrixException(ErrorCode code, String message) {
    this(code, message, false, null, null);
  }

  private MatrixException(
      ErrorCode code,
      String message,
      boolean softLogout,
      @Nullable Duration retryAfter,
      @Nullable String currentVersion) {
    super(message, null, false, false);
    this.code = code;
    this.softLogout = softLogout;
    this.retryAfter = retryAfter;
    this.currentVersion = currentVersion;
  }

  /**
   * A token that has run out while its device lives on: the client may refresh or log in again
   * ({@code soft_logout}).
   */
  public static MatrixException softLogout() {
    return new MatrixException(
        ErrorCode.M_UNKNOWN_TOKEN, "The access token has expired", true, null, null);
  }

  /** A token that the server does not know, or whose session has ended (clauses A1, A5). */
  public static MatrixException unknownToken() {
    return new MatrixException(ErrorCode.M_UNKNOWN_TOKEN, "Unknown access token");
  }

  /** Too many requests; the client may come back after {@code retryAfter} (clause R3). */
  public static MatrixException limitExceeded(Duration retryAfter) {
    return new MatrixException(
        ErrorCode.M_LIMIT_EXCEEDED, "Too many requests", false, retryAfter, null);
  }

  /** The server can't serve this at the moment; whether it was done is unknown. */
  public static MatrixException unavailable(Duration retryAfter) {
    return new MatrixException(
        ErrorCode.UNAVAILABLE,
        "The server is not available at the moment",
        false,
        retryAfter,
        null);
  }

  /** A new device of a user who has as many as the server allows, or as there is room for. */
  public static MatrixException tooManyDevices() {
    return new MatrixException(
        ErrorCode.M_FORBIDDEN,
        "This user has too many devices; delete one, or log in on one again");
  }

  /** Keys for another backup than the current one, which has this version (clause K11). */
  public static MatrixException wrongRoomKeysVersion(String currentVersion) {
    return new MatrixException(
        ErrorCode.M_WRONG_ROOM_KEYS_VERSION,
        "The current backup has another version",
        false,
        null,
        currentVersion);
  }

  /** The error code. */
  public ErrorCode code() {
    return code;
  }

  /** Whether the envelope says {@code soft_logout: true}. */
  public boolean isSoftLogout() {
    return softLogout;
  }

  /** How long to wait before trying again, where the error is about that. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** The version of the current backup, where the error is about that. */
  public Optional<String> currentVersion() {
    return Optional.ofNullable(currentVersion);
  }
}
