package io.todevice.validation;

/**
 * A response as it went over the wire.
 *
 * @param status its status
 * @param mediaType its {@code Content-Type}; empty if it has none
 * @param body its body
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per response would be waste.
public record SentResponse(int status, String mediaType, byte[] body) {

  /** Tells nothing of the body: there may be secrets in it. */
  @Override
  public String toString() {
    return status + " " + mediaType;
  }
}
