package io.todevice.conformance.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.client.TargetResponse;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Session;
import io.todevice.conformance.suite.SessionBodies;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.TokenPlace;
import java.util.Optional;

/** The requests that begin and end sessions. Safe for use by many threads. */
public record SessionCalls(TargetClient client, TokenPlace tokenPlace, Redactor redactor) {

  /**
   * Registers a user, whether or not the server wants to be asked first.
   *
   * @throws InapplicableException if the server does not register users so
   */
  public Session register(String localpart, String password, ExchangeLog log) {
    redactor.add(password, "password");
    ObjectNode body = SessionBodies.registration(localpart, password);
    TargetResponse response = post("/register", body, log);
    if (response.status() == 401) {
      String session = json(response).path("session").asText("");
      if (!session.isEmpty()) {
        body.withObject("/auth").put("session", session);
      }
      response = post("/register", body, log);
    }
    String answer = describe(response);
    return session(response, Optional.of(password))
        .orElseThrow(
            () ->
                new InapplicableException(
                    "the server does not register users with m.login.dummy: " + answer));
  }

  /**
   * Logs a user in on a new device.
   *
   * @param user the local part or the full user ID
   * @throws InapplicableException if the server does not let the user in
   */
  public Session login(String user, String password, ExchangeLog log) {
    redactor.add(password, "password");
    TargetResponse response = post("/login", SessionBodies.login(user, password), log);
    return session(response, Optional.of(password))
        .orElseThrow(
            () ->
                new InapplicableException(
                    "the server does not log " + user + " in: " + describe(response)));
  }

  /**
   * Who a token belongs to.
   *
   * @throws InapplicableException if the server does not know the token or does not name its device
   */
  public Session whoami(String accessToken, String shownAs, ExchangeLog log) {
    redactor.add(accessToken, shownAs);
    TargetRequest request = TargetRequest.of("GET", TestDevice.API + "/account/whoami");
    TargetResponse response = client.send(tokenPlace.put(request, accessToken), log);
    JsonNode json = json(response);
    String userId = json.path("user_id").asText("");
    String deviceId = json.path("device_id").asText("");
    if (response.status() != 200 || userId.isEmpty() || deviceId.isEmpty()) {
      throw new InapplicableException(
          "/account/whoami names no user and device for "
              + shownAs
              + " ("
              + response.status()
              + ")");
    }
    return new Session(new Account(userId, Optional.empty()), deviceId, accessToken);
  }

  /** Ends a session; returns whether the server has ended it now. */
  public boolean logout(Session session, ExchangeLog log) {
    return post(session, "/logout", JsonNodeFactory.instance.objectNode(), log).status() == 200;
  }

  /** Ends all sessions of a user; returns whether the server has ended them now. */
  public boolean logoutAll(Session session, ExchangeLog log) {
    return post(session, "/logout/all", JsonNodeFactory.instance.objectNode(), log).status() == 200;
  }

  /** Removes a user for good, whose password the kit knows; returns whether the user is gone. */
  public boolean deactivate(Session session, ExchangeLog log) {
    String path = "/account/deactivate";
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("erase", true);
    TargetResponse asked = post(session, path, body, log);
    if (asked.status() != 401) {
      return asked.status() == 200;
    }
    Account account = session.account();
    ObjectNode auth = SessionBodies.login(account.userId(), account.password().orElse(""));
    body.set("auth", auth.put("session", json(asked).path("session").asText("")));
    return post(session, path, body, log).status() == 200;
  }

  private TargetResponse post(Session session, String path, JsonNode body, ExchangeLog log) {
    TargetRequest request = request(path, body).from(session.toString());
    return client.send(tokenPlace.put(request, session.accessToken()), log);
  }

  private TargetResponse post(String path, JsonNode body, ExchangeLog log) {
    return client.send(request(path, body), log);
  }

  private static TargetRequest request(String path, JsonNode body) {
    return TargetRequest.of("POST", TestDevice.API + path).json(body.toString());
  }

  private Optional<Session> session(TargetResponse response, Optional<String> password) {
    return Optional.of(json(response))
        .filter(json -> response.status() == 200)
        .filter(json -> json.path("access_token").isTextual() && json.path("user_id").isTextual())
        .map(
            json -> {
              Account account = new Account(json.path("user_id").asText(), password);
              String token = json.path("access_token").asText();
              Session session = new Session(account, json.path("device_id").asText(), token);
              redactor.add(token, "token of " + session);
              redactor.add(json.path("refresh_token").asText(""), "refresh token of " + session);
              return session;
            });
  }

  private String describe(TargetResponse response) {
    String errcode = json(response).path("errcode").asText("");
    return redactor.redact((response.status() + " " + errcode).strip());
  }

  private static JsonNode json(TargetResponse response) {
    return Json.find(response.body()).orElse(MissingNode.getInstance());
  }
}
