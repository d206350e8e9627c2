package io.todevice.service.password;

/**
 * A password in the clear, on its way from the client to its hash. Never stored, never printed:
 * {@link #toString} hides it.
 *
 * @param value what the client sends
 */
public record Password(String value) {

  /** The longest password, in UTF-16 units: it bounds what waits to be hashed. */
  public static final int MAX_LENGTH = 1024;

  /** Whether it is longer than any that this server accepts, so that no account can have it. */
  public boolean isTooLong() {
    return value.length() > MAX_LENGTH;
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
