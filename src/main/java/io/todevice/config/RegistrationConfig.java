package io.todevice.config;

/**
 * Who may make an account.
 *
 * @param open whether anybody may who reaches the server
 */
public record RegistrationConfig(boolean open) {

  /** Anybody may. */
  public static final RegistrationConfig OPEN = new RegistrationConfig(true);

  /** Nobody may. */
  public static final RegistrationConfig CLOSED = new RegistrationConfig(false);
}
