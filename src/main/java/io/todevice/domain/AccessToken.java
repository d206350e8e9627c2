package io.todevice.domain;

/**
 * A token in the clear, an access token or a refresh token, on its way between the client and its
 * {@link TokenHash}. Never stored, never printed: {@link #toString} hides it.
 *
 * @param value what the client sends
 */
public record AccessToken(String value) {

  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
