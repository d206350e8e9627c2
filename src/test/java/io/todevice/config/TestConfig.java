package io.todevice.config;

import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;

/** Configurations for tests. */
public final class TestConfig {

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
