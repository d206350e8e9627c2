package io.todevice.cli;

import io.todevice.config.ServerConfig;
import io.todevice.faults.admin.FaultsAdmin;
import io.todevice.server.BuildInfo;
import io.todevice.server.RunningServer;
import io.todevice.settings.ServerSettings;

/** The one line that says that a server listens, where, and what it is. Plain ASCII. */
final class StartupLine {

  private StartupLine() {}

  private static String admin(ServerConfig config, String url) {
    return (config.get(ServerSettings.STRICT) ? ", strict " + url + "/" : "")
        + (config.get(ServerSettings.FAULTS) ? ", faults " + url + FaultsAdmin.PATH : "");
  }

  static String of(ServerConfig config, RunningServer server) {
    return "listening on http://"
        + config.listen().withPort(server.address().getPort()).authority()
        + " (server name "
        + config.get(ServerSettings.SERVER_NAME)
        + ", store "
        + server.storeDescription()
        + ", specification "
        + server.specificationRevision()
        + " sha256:"
        + BuildInfo.shortSpecificationDigest()
        + ", registration "
        + (config.get(ServerSettings.OPEN_REGISTRATION) ? "open" : "closed")
        + config.fixedTokens().map(tokens -> ", fixed tokens " + tokens.devices().size()).orElse("")
        + server
            .adminAddress()
            .map(address -> admin(config, "http://127.0.0.1:" + address.getPort()))
            .orElse("")
        + ")";
  }
}
