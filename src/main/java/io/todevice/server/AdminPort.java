package io.todevice.server;

import io.todevice.admin.AdminEndpoint;
import io.todevice.config.ListenConfig;
import io.todevice.config.ServerConfig;
import io.todevice.http.wire.RequestHandler;
import io.todevice.settings.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Where a server has something for this machine alone. */
final class AdminPort {

  private static final String LOOPBACK = "127.0.0.1";

  private AdminPort() {}

  static AdminEndpoint open(ServerConfig config, RequestHandler handler) throws ListenFailure {
    ListenConfig place = new ListenConfig(LOOPBACK, config.get(ServerSettings.ADMIN_PORT));
    try {
      return AdminEndpoint.start(new InetSocketAddress(place.host(), place.port()), handler);
    } catch (IOException e) {
      throw new ListenFailure(place, e);
    }
  }
}
