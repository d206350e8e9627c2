package io.todevice.service.password;

/**
 * A password in the clear, on its way from the client to its hash. Never stored, never printed:
 * {@link #toString} hides it.
 *
 * @param value what the client sends
 */
public record Password(String value) {

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
