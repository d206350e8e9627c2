package io.todevice.server;

import io.todevice.config.ConfigException;
import io.todevice.config.ServerConfig;
import java.io.IOException;

/** Starts servers. */
@FunctionalInterface
public interface ServerLauncher {

  /**
   * Starts one. When this returns, it answers requests; when it throws, nothing of it is left.
   *
   * @throws IOException if it cannot listen where it should: a {@link java.net.BindException} or
   *     {@link java.net.UnknownHostException} with the platform's message
   * @throws ConfigException if the settings turn out to be wrong only now
   */
  RunningServer start(ServerConfig config) throws IOException;
}
