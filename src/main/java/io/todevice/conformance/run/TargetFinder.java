package io.todevice.conformance.run;

import io.todevice.conformance.accounts.GivenSessions;
import io.todevice.conformance.accounts.PasswordAccounts;
import io.todevice.conformance.accounts.RegisteredAccounts;
import io.todevice.conformance.accounts.SessionCalls;
import io.todevice.conformance.accounts.UserSource;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.client.TargetResponse;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.suite.Accounts;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Session;
import io.todevice.conformance.suite.Target;
import io.todevice.conformance.suite.TokenPlace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gets in touch with a server: reaches it, finds users and what it is able to do. */
final class TargetFinder {

  /**
   * A server that can be tested.
   *
   * @param target what the cases get
   * @param findings what it is able to do
   */
  record Found(Target target, List<CapabilityFinding> findings) {}

  static final String VERSIONS = "/_matrix/client/versions";

  private final Settings settings;
  private final TargetClient client;
  private final Redactor redactor;
  private final ExchangeLog log = new ExchangeLog();
  private final CapabilityProbe probe;
  private final String prefix;

  TargetFinder(Settings settings, TargetClient client, Redactor redactor, String prefix) {
    this.settings = settings;
    this.client = client;
    this.redactor = redactor;
    this.prefix = prefix;
    probe = new CapabilityProbe(client, log, settings.declared());
  }

  /**
   * Gets in touch.
   *
   * @throws UnusableTargetException if there is no server, or if it lets nobody in
   */
  Found find() {
    try {
      requireMatrix();
      probe.note(
          Capability.SERVER_STOP,
          settings.stop().isPresent(),
          settings.stop().isPresent() ? "the kit was told how" : "the kit was not told how");
      probe.note(
          Capability.RATE_LIMITS, false, "not declared, and to find out would flood the server");
      probe.lookForPasswordLogin();
      Accounts accounts = accounts();
      Set<Capability> present =
          Stream.of(Capability.values()).filter(probe::has).collect(Collectors.toSet());
      return new Found(
          new Target(client, accounts, redactor, place(), present, settings.stop()),
          probe.findings());
    } catch (NoAnswerException e) {
      throw new UnusableTargetException(client.settings().base() + ": " + e.getMessage());
    } catch (InapplicableException e) {
      throw new UnusableTargetException(client.settings().base() + ": " + e.reason());
    }
  }

  private void requireMatrix() {
    TargetResponse versions = client.send(TargetRequest.of("GET", VERSIONS), log);
    // A server that wants a token there is one that the cases have something to say about.
    if (versions.status() == 401
        || (versions.status() == 200 && Json.find(versions.body()).isPresent())) {
      return;
    }
    URI base = client.settings().base();
    throw new UnusableTargetException(
        base + ": no Matrix server: GET " + VERSIONS + ": " + describe(versions) + hint(versions));
  }

  private static String describe(TargetResponse response) {
    String type = response.findHeader("Content-Type").orElse("");
    String start = new String(response.body(), StandardCharsets.UTF_8).stripLeading();
    return response.status()
        + (type.contains("html") || start.startsWith("<") ? " with a page of HTML" : "")
        + response.findHeader("Location").map(place -> " to " + place).orElse("");
  }

  private String hint(TargetResponse response) {
    URI base = client.settings().base();
    if (base.getScheme().equals("http")
        && new String(response.body(), StandardCharsets.UTF_8).contains("HTTPS")) {
      return " (try https://)";
    }
    Optional<URI> other = new WellKnown(client).find();
    if (other.isPresent() && !other.get().equals(base)) {
      return " (its .well-known names " + other.get() + ")";
    }
    return base.getRawPath().isEmpty() ? "" : " (is the path " + base.getRawPath() + " right?)";
  }

  /** With a switch over what there is, once the language has one for types. */
  private Accounts accounts() {
    UserSource users = settings.users();
    if (users instanceof UserSource.Passwords passwords) {
      return passwordAccounts(passwords);
    }
    return users instanceof UserSource.Tokens tokens ? givenSessions(tokens) : registeredAccounts();
  }

  private Accounts registeredAccounts() {
    Session session = calls().register(prefix + "0", "pass-" + prefix + "0", log);
    probe.note(Capability.REGISTRATION, true, "registered " + session.account());
    lookWith(session);
    probe.lookForLogoutAll(session, place());
    if (probe.has(Capability.ACCOUNT_DEACTIVATION)) {
      String password = session.account().password().orElse("");
      calls().deactivate(calls().login(session.account().userId(), password, log), log);
    }
    return new RegisteredAccounts(calls(), prefix, probe.has(Capability.ACCOUNT_DEACTIVATION));
  }

  private Accounts passwordAccounts(UserSource.Passwords passwords) {
    UserSource.User first = passwords.users().get(0);
    Session session = calls().login(first.user(), first.password(), log);
    probe.note(Capability.REGISTRATION, false, "users are given");
    lookWith(session);
    // Not tried: it would end sessions that are not the kit's.
    probe.note(Capability.LOGOUT_ALL, false, "not tried: the users may have other sessions");
    calls().logout(session, log);
    return new PasswordAccounts(calls(), passwords.users());
  }

  private void lookWith(Session session) {
    probe.lookForTokenPlaces(session.accessToken());
    probe.note(Capability.NEW_DEVICES, probe.has(Capability.PASSWORD_LOGIN), "by login");
    probe.lookForHarmless(session, place());
    probe.lookForUserInteractiveAuth(session, place());
    if (probe.has(Capability.PASSWORD_LOGIN)) {
      probe.lookForRefreshTokens(session).ifPresent(more -> calls().logout(more, log));
    }
  }

  private Accounts givenSessions(UserSource.Tokens tokens) {
    probe.lookForTokenPlaces(tokens.accessTokens().get(0));
    List<Session> sessions = new ArrayList<>();
    for (String token : tokens.accessTokens()) {
      sessions.add(calls().whoami(token, "token " + (sessions.size() + 1), log));
    }
    for (int i = 0; i < sessions.size(); i++) {
      Session one = sessions.get(i);
      for (Session other : sessions.subList(i + 1, sessions.size())) {
        if (one.account().equals(other.account()) && one.deviceId().equals(other.deviceId())) {
          throw new UnusableTargetException("two of the tokens are of the same device: " + one);
        }
      }
    }
    probe.deny(Capability.REGISTRATION, "tokens are given");
    probe.deny(Capability.PASSWORD_LOGIN, "tokens are given, no passwords");
    probe.deny(Capability.NEW_DEVICES, "tokens are given: " + sessions.size());
    Inboxes inboxes = new Inboxes(client, place());
    inboxes.empty(sessions.get(0), log);
    probe.lookForHarmless(sessions.get(0), place());
    for (Capability capability :
        List.of(
            Capability.REFRESH_TOKENS,
            Capability.LOGOUT_ALL,
            Capability.DEVICE_DELETION,
            Capability.ACCOUNT_DEACTIVATION)) {
      probe.deny(capability, "not tried: it would end sessions that are given");
    }
    return new GivenSessions(sessions, inboxes::empty);
  }

  private TokenPlace place() {
    return probe.has(Capability.HEADER_TOKEN) || !probe.has(Capability.QUERY_TOKEN)
        ? TokenPlace.HEADER
        : TokenPlace.QUERY;
  }

  private SessionCalls calls() {
    return new SessionCalls(client, place(), redactor);
  }

  /** How the names of a run's users begin: random, as other runs may use the server too. */
  static String newPrefix() {
    return "kit" + Long.toString(new SecureRandom().nextLong() >>> 24, 36) + "x";
  }
}
