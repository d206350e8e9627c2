package io.todevice.domain;

/**
 * The Matrix error codes that this server answers, each with its HTTP status (Matrix client-server
 * API, <i>Standard error response</i>). The one place where the two are tied together.
 */
public enum ErrorCode {
  M_BAD_JSON(400),
  M_NOT_JSON(400),
  M_MISSING_PARAM(400),
  M_INVALID_PARAM(400),
  M_INVALID_SIGNATURE(400),
  /** A position of a sliding sync that was not given to this device and connection. */
  M_UNKNOWN_POS(400),
  M_INVALID_USERNAME(400),
  /** A user ID that belongs to an application service, or not to the one that asks. */
  M_EXCLUSIVE(400),
  /** A device that the user whom an application service acts as does not have. */
  M_UNKNOWN_DEVICE(400),
  M_USER_IN_USE(400),
  M_WEAK_PASSWORD(400),
  /** A request that HTTP itself does not allow, or a login type that is not offered. */
  M_UNKNOWN(400),
  M_MISSING_TOKEN(401),
  M_UNKNOWN_TOKEN(401),
  M_FORBIDDEN(403),
  /** Keys for a backup that is not the current one. */
  M_WRONG_ROOM_KEYS_VERSION(403),
  M_NOT_FOUND(404),
  /** No such path. */
  M_UNRECOGNIZED(404),
  /** A path that exists, with a method that does not. */
  M_UNRECOGNIZED_METHOD("M_UNRECOGNIZED", 405),
  /** Account data of a type that only the server changes. */
  SERVER_CONTROLLED("M_BAD_JSON", 405),
  M_TOO_LARGE(413),
  M_LIMIT_EXCEEDED(429),
  /** A fault of the server; nothing of its cause is told. */
  INTERNAL("M_UNKNOWN", 500),
  /** The server is stopping, or its store is not available. */
  UNAVAILABLE("M_UNKNOWN", 503);

  private final String errcode;
  private final int httpStatus;

  ErrorCode(int httpStatus) {
    this.errcode = name();
    this.httpStatus = httpStatus;
  }

  ErrorCode(String errcode, int httpStatus) {
    this.errcode = errcode;
    this.httpStatus = httpStatus;
  }

  /** The {@code errcode} of the envelope. */
  public String errcode() {
    return errcode;
  }

  /** The HTTP status that goes with it. */
  public int httpStatus() {
    return httpStatus;
  }
}
