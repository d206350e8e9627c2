package io.todevice.http.wire;

/** Why a body was not received. */
public enum BodyFault {
  /** It is longer than a body may be. */
  TOO_LARGE,
  /** It did not come in time. */
  TOO_SLOW,
  /** There is no memory for it. */
  NO_MEMORY,
  /** Its chunks are not valid. */
  MALFORMED
}
