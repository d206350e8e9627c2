package io.todevice.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where access tokens come from that this server did not give out. */
public final class TokenSettings {

  public static final Setting<URI> HOMESERVER_URL =
      Setting.optional(
          "homeserver-url",
          ValueTypes.baseUrl(),
          "The homeserver whose access tokens are accepted, asked by /account/whoami.");

  public static final Setting<String> OAUTH_CLIENT_ID =
      Setting.optional(
          "oauth-client-id",
          ValueTypes.text(
              String.class,
              "ID",
              "at least one character",
              text -> Optional.of(text).filter(id -> !id.isBlank()),
              id -> id),
          "Ask the homeserver's OAuth 2.0 authorization server about tokens instead (RFC 7662), as"
              + " this client.");

  public static final Setting<Path> OAUTH_CLIENT_SECRET =
      Setting.optional(
          "oauth-client-secret", ValueTypes.file(), "A file with the secret of this client.");

  public static final Setting<Duration> TOKEN_CHECK_INTERVAL =
      Setting.of(
          "token-check-interval",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
          Duration.ofSeconds(5),
          "How long an answer about a token counts before the other server is asked again.");

  public static final Setting<Path> APPLICATION_SERVICES =
      Setting.optional(
          "application-services",
          ValueTypes.file(),
          "The registration file of an application service, or a directory of them (*.yaml).");

  private TokenSettings() {}
}
