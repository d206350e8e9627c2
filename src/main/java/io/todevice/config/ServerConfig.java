package io.todevice.config;

import java.time.Duration;
import java.util.Optional;

/**
 * All that an operator decides. Immutable, checked, and free of secrets when printed. Everything is
 * kept in memory.
 *
 * @param listen where the server listens
 * @param serverName the name that its users have behind the colon
 * @param registration who may make an account
 * @param fixedTokens tokens that are good from the start, where there are any
 * @param limits what keeps one client from taking the server away from the others
 * @param sessions how long sessions last
 * @param shutdownGrace how long a stop waits for what was accepted (clause R6), 1 s to 10 min
 * @param strict how clients are watched for what they do wrong, where they are
 */
public record ServerConfig(
    ListenConfig listen,
    ServerName serverName,
    RegistrationConfig registration,
    Optional<FixedTokens> fixedTokens,
    LimitsConfig limits,
    SessionConfig sessions,
    Duration shutdownGrace,
    Optional<StrictConfig> strict) {

  static final ValueType<Duration> GRACE =
      ValueTypes.duration(Duration.ofSeconds(1), Duration.ofMinutes(10));

  /** How long a stop waits where nobody decides otherwise. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  /**
   * Checks the grace.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public ServerConfig {
    GRACE.check("shutdown-grace", shutdownGrace);
  }

  /**
   * What a server runs with whose operator decides nothing: on the loopback interface, with open
   * registration.
   */
  public static ServerConfig defaults() {
    return new ServerConfig(
        ListenConfig.DEFAULT,
        ServerName.DEFAULT,
        RegistrationConfig.OPEN,
        Optional.empty(),
        LimitsConfig.forThisMachine(),
        SessionConfig.DEFAULT,
        DEFAULT_GRACE,
        Optional.empty());
  }

  /** The same at another place. */
  public ServerConfig withListen(ListenConfig other) {
    return new ServerConfig(
        other, serverName, registration, fixedTokens, limits, sessions, shutdownGrace, strict);
  }

  /** The same with another name. */
  public ServerConfig withServerName(ServerName other) {
    return new ServerConfig(
        listen, other, registration, fixedTokens, limits, sessions, shutdownGrace, strict);
  }

  /** The same with other rules for registration. */
  public ServerConfig withRegistration(RegistrationConfig other) {
    return new ServerConfig(
        listen, serverName, other, fixedTokens, limits, sessions, shutdownGrace, strict);
  }

  /** The same with these tokens. */
  public ServerConfig withFixedTokens(FixedTokens tokens) {
    return new ServerConfig(
        listen,
        serverName,
        registration,
        Optional.of(tokens),
        limits,
        sessions,
        shutdownGrace,
        strict);
  }

  /** The same with other limits. */
  public ServerConfig withLimits(LimitsConfig other) {
    return new ServerConfig(
        listen, serverName, registration, fixedTokens, other, sessions, shutdownGrace, strict);
  }

  /** The same with other sessions. */
  public ServerConfig withSessions(SessionConfig other) {
    return new ServerConfig(
        listen, serverName, registration, fixedTokens, limits, other, shutdownGrace, strict);
  }

  /** The same with another grace. */
  public ServerConfig withShutdownGrace(Duration other) {
    return new ServerConfig(
        listen, serverName, registration, fixedTokens, limits, sessions, other, strict);
  }

  /** The same, watching clients. */
  public ServerConfig withStrict(StrictConfig other) {
    return new ServerConfig(
        listen,
        serverName,
        registration,
        fixedTokens,
        limits,
        sessions,
        shutdownGrace,
        Optional.of(other));
  }
}
