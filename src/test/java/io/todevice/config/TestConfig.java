package io.todevice.config;

import io.todevice.service.password.PasswordCost;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;

/** Configurations for tests. */
public final class TestConfig {

  /** The cheapest hash there is, where passwords are not what is tested. */
  public static final PasswordCost CHEAP_PASSWORDS = new PasswordCost(8, 1);

  private TestConfig() {}

  /** The defaults, on a free port. */
  public static ServerConfig onFreePort() {
    return ServerConfig.defaults().with(ServerSettings.PORT, 0);
  }

  /** The same without limits on rates. */
  public static ServerConfig withoutRates() {
    return onFreePort()
        .with(RequestLimits.REQUESTS_PER_SECOND, 0)
        .with(RequestLimits.PUBLIC_REQUESTS_PER_SECOND, 0)
        .with(RequestLimits.WRONG_PASSWORDS, 0);
  }
}
