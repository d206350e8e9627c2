package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.suite.Json;
import io.todevice.faults.FaultProxy;
import io.todevice.faults.FaultRules;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.testing.Session;
import io.todevice.testing.Todevice;
import io.todevice.testing.TodeviceBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A server of a scenario's own, with the user of the client, a peer, and a proxy between server and
 * client that makes faults and sees the client's requests. What the peer does goes past the proxy.
 */
final class TestBed implements AutoCloseable {

  private static final String CLIENT = "client";
  private static final String ALL = "*";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Todevice server;
  private final FaultRules rules =
      new FaultRules(
          SpecificationDocument.get(), token -> Optional.empty(), (user, device) -> true);
  private final Evidence evidence = new Evidence(rules);
  private final FaultProxy proxy;

  /** Knows the tokens. */
  private final Redactor redactor = new Redactor();

  private final Path store;
  private final Session peer;
  private final String password = UUID.randomUUID().toString();
  private final String userId;
  private Optional<Session> client = Optional.empty();

  /**
   * Starts.
   *
   * @param isStrict whether the server looks for violations of the specification
   * @param isByHand whether a person logs in, with a password; otherwise the client is given the
   *     token of a device
   */
  TestBed(boolean isStrict, boolean isByHand) {
    TodeviceBuilder builder = Todevice.builder();
    server = (isStrict ? builder.strict() : builder).start();
    peer = server.user("peer", "PEER");
    userId = peer.userId().replace("peer", CLIENT);
    try {
      store = Files.createTempDirectory("todevice-client");
      proxy = new FaultProxy(server.baseUrl().toString(), evidence);
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException("a scenario cannot be set up: " + e.getMessage(), e);
    }
    if (isByHand) {
      call(
          "/register",
          "{\"username\":\"%s\",\"password\":\"%s\",\"inhibit_login\":true,"
                  .formatted(CLIENT, password)
              + "\"auth\":{\"type\":\"m.login.dummy\"}}");
    } else {
      use(server.user(CLIENT, "CLIENT"));
    }
  }

  private void use(Session session) {
    client = Optional.of(session);
    redactor.add(session.accessToken(), "token");
    session.refreshToken().ifPresent(token -> redactor.add(token, "refresh token"));
  }

  /** What was seen. */
  Evidence evidence() {
    return evidence;
  }

  /** What goes wrong. */
  FaultRules rules() {
    return rules;
  }

  /** Knows the tokens. */
  Redactor redactor() {
    return redactor;
  }

  /** Who sends to the client, and to whom it sends. */
  Session peer() {
    return peer;
  }

  /** What the client logs in with. */
  Login login() {
    return new Login(
        proxy.baseUrl(),
        userId,
        client.map(Session::deviceId).orElse(""),
        client.map(Session::accessToken).orElse(""),
        client.flatMap(Session::refreshToken),
        password,
        store,
        Stage.SYNC_TIMEOUT);
  }

  /** The client's device gets another token, which expires after so long. */
  void renewToken(Duration lifetime) {
    client.ifPresent(session -> use(session.withExpiringToken(lifetime)));
  }

  /** Moves the time of the server. */
  void advanceClock(Duration by) {
    server.advanceClock(by);
  }

  /** What the client has done against the specification, the severity first. */
  List<String> violations() {
    try {
      server.verify();
      return List.of();
    } catch (AssertionError violations) {
      return String.valueOf(violations.getMessage()).lines().skip(1).map(String::strip).toList();
    }
  }

  /** Has the peer send a message to each device of the client's user. */
  void deliver(String type, String contentJson) {
    peer.send(type, userId, ALL, contentJson);
  }

  /** A request of the peer, which must succeed. */
  JsonNode call(String path, String body) {
    return call(peer, path, body);
  }

  /** The same of another device of the peer. */
  JsonNode call(Session session, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.baseUrl().resolve("/_matrix/client/v3" + path))
            .header("Authorization", "Bearer " + session.accessToken())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " was refused: " + response.statusCode());
      }
      return Json.find(response.body()).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    proxy.close();
    try {
      server.close();
    } catch (AssertionError violations) {
      // Judged by the scenario that asks for them, or not at all.
    }
    try (Stream<Path> files = Files.walk(store)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The system removes what is temporary.
    }
  }
}
