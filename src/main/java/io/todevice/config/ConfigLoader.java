package io.todevice.config;

import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.settings.TokenSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the configuration out of what an operator set, and of the defaults. */
public final class ConfigLoader {

  private ConfigLoader() {}

  /**
   * The configuration for these options, environment variables and this file. An option wins over a
   * variable, and a variable over the file.
   *
   * <p>Registration is open exactly where only this machine can reach the server, unless it is set.
   * Where others can reach it, how users come to their accounts must have been decided: by setting
   * registration, or by fixed tokens or a homeserver, which close it.
   *
   * @throws ConfigException with one line for the operator
   */
  public static ServerConfig load(
      Settings options, Map<String, String> environment, Optional<Path> configFile) {
    Settings settings =
        options
            .orElse(EnvironmentSettings.read(environment))
            .orElse(configFile.map(ConfigFile::read).orElse(Settings.NONE));
    Optional<Path> tokens = settings.find(ServerSettings.TOKENS);
    if (!settings.isSet(ServerSettings.OPEN_REGISTRATION)) {
      settings =
          settings.with(
              ServerSettings.OPEN_REGISTRATION, isOpenByDefault(settings, tokens.isPresent()));
    }
    ServerName serverName = settings.get(ServerSettings.SERVER_NAME);
    if (settings.get(ServerSettings.FAULTS) && !settings.isSet(ServerSettings.FAULTS_TOKEN)) {
      throw new ConfigException(
          ServerSettings.FAULTS.name(),
          "needs " + ServerSettings.FAULTS_TOKEN + ", a file with the token that adds rules");
    }
    settings.find(ServerSettings.FAULTS_TOKEN).ifPresent(TextFile::checkSecret);
    try {
      return new ServerConfig(
          settings,
          tokens.map(file -> FixedTokensFile.read(file, serverName)),
          settings.find(TokenSettings.OAUTH_CLIENT_SECRET).map(ClientSecret::read),
          settings
              .find(TokenSettings.APPLICATION_SERVICES)
              .map(path -> RegistrationFiles.read(path, serverName))
              .orElse(List.of()));
    } catch (IllegalArgumentException twoThatDoNotFit) {
      throw new ConfigException(String.valueOf(twoThatDoNotFit.getMessage()));
    }
  }

  private static boolean isOpenByDefault(Settings settings, boolean hasTokens) {
    if (settings.isSet(TokenSettings.HOMESERVER_URL)) {
      return false;
    }
    ListenConfig listen =
        new ListenConfig(settings.get(ServerSettings.BIND), settings.get(ServerSettings.PORT));
    if (!listen.isLoopback() && !hasTokens) {
      throw new ConfigException(
          ServerSettings.BIND.name(),
          listen.host()
              + " may be reached from other machines: choose --open-registration,"
              + " --closed-registration, --tokens FILE or --homeserver-url URL");
    }
    return listen.isLoopback();
  }
}
