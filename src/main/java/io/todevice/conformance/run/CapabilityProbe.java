package io.todevice.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.client.TargetResponse;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Session;
import io.todevice.conformance.suite.SessionBodies;
import io.todevice.conformance.suite.SlidingSyncPath;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.TokenPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a server is able to do that nobody has declared. Used by one thread. */
final class CapabilityProbe {

  private static final String WHOAMI = "/account/whoami";

  private final TargetClient client;
  private final ExchangeLog log;
  private final Map<Capability, Boolean> declared;
  private final Map<Capability, CapabilityFinding> findings = new EnumMap<>(Capability.class);

  CapabilityProbe(TargetClient client, ExchangeLog log, Map<Capability, Boolean> declared) {
    this.client = client;
    this.log = log;
    this.declared = declared;
  }

  /** Takes note of something, unless it is declared otherwise. */
  void note(Capability capability, boolean isPresent, String evidence) {
    Boolean said = declared.get(capability);
    findings.put(
        capability,
        said == null
            ? new CapabilityFinding(capability, isPresent, false, evidence)
            : new CapabilityFinding(capability, said, true, "declared"));
  }

  /** Takes note of what the kit cannot do, whatever is declared of the server. */
  void deny(Capability capability, String evidence) {
    findings.put(capability, new CapabilityFinding(capability, false, false, evidence));
  }

  boolean has(Capability capability) {
    CapabilityFinding finding = findings.get(capability);
    return finding != null && finding.isPresent();
  }

  List<CapabilityFinding> findings() {
    for (Capability capability : Capability.values()) {
      if (!findings.containsKey(capability)) {
        note(capability, false, "not looked for: the kit has no device to try it with");
      }
    }
    return new ArrayList<>(findings.values());
  }

  /** Where the server takes the token of this device. */
  void lookForTokenPlaces(String accessToken) {
    TargetRequest whoami = TargetRequest.of("GET", TestDevice.API + WHOAMI);
    for (TokenPlace place : TokenPlace.values()) {
      TargetResponse response = client.send(place.put(whoami, accessToken), log);
      note(
          place == TokenPlace.HEADER ? Capability.HEADER_TOKEN : Capability.QUERY_TOKEN,
          response.status() == 200,
          "GET " + WHOAMI + " with the token there: " + response.status());
    }
  }

  /** Whether users log in with passwords. */
  void lookForPasswordLogin() {
    TargetResponse response = client.send(TargetRequest.of("GET", TestDevice.API + "/login"), log);
    boolean isOffered = false;
    for (JsonNode flow : json(response).path("flows")) {
      isOffered |= flow.path("type").asText("").equals("m.login.password");
    }
    note(
        Capability.PASSWORD_LOGIN,
        isOffered,
        "GET /login " + (isOffered ? "offers" : "does not offer") + " m.login.password");
  }

  /** What does not end the session. */
  void lookForHarmless(Session session, TokenPlace place) {
    TargetRequest r0 = TargetRequest.of("GET", "/_matrix/client/r0" + WHOAMI);
    int status = client.send(place.put(r0, session.accessToken()), log).status();
    note(Capability.R0_PATHS, status == 200, "GET /_matrix/client/r0" + WHOAMI + ": " + status);
    lookForOwnWildcard(session, place);
    lookForKeys(session, place);
    lookForUserData(session, place);
  }

  private void lookForKeys(Session session, TokenPlace place) {
    TargetRequest query =
        TargetRequest.of("POST", TestDevice.API + "/keys/query").json("{\"device_keys\":{}}");
    int queried = client.send(place.put(query, session.accessToken()), log).status();
    note(Capability.END_TO_END_KEYS, queried == 200, "POST /keys/query: " + queried);
    // Where there are rooms, they say who follows whom.
    TargetRequest rooms = TargetRequest.of("GET", TestDevice.API + "/joined_rooms");
    TargetResponse response = client.send(place.put(rooms, session.accessToken()), log);
    note(
        Capability.FOLLOWING_WITHOUT_ROOMS,
        queried == 200 && json(response).path("errcode").asText("").equals("M_UNRECOGNIZED"),
        "GET /joined_rooms: " + response.status());
    for (SlidingSyncPath path : SlidingSyncPath.values()) {
      TargetRequest sync = path.request("", Duration.ZERO, JsonNodeFactory.instance.objectNode());
      int status = client.send(place.put(sync, session.accessToken()), log).status();
      note(path.capability(), status == 200, "POST " + path + ": " + status);
    }
  }

  /** Whether the server serves what clients ask for at their start. */
  private void lookForUserData(Session session, TokenPlace place) {
    String accountData =
        "/user/" + TestDevice.encode(session.account().userId()) + "/account_data/m.probe";
    noteServed(Capability.KEY_BACKUP, "/room_keys/version", session, place);
    noteServed(Capability.ACCOUNT_DATA, accountData, session, place);
  }

  /** What there is nothing of is served all the same: its error is another than that of a path. */
  private void noteServed(Capability capability, String path, Session session, TokenPlace place) {
    TargetRequest request = TargetRequest.of("GET", TestDevice.API + path);
    TargetResponse response = client.send(place.put(request, session.accessToken()), log);
    boolean isServed =
        response.status() == 200 || json(response).path("errcode").asText("").equals("M_NOT_FOUND");
    note(capability, isServed, "GET " + path + ": " + response.status());
  }

  private void lookForOwnWildcard(Session session, TokenPlace place) {
    String type = "io.todevice.probe." + Long.toHexString(System.nanoTime());
    String body = Messages.toAll(session.account().userId(), "{}").json();
    TargetRequest send =
        TargetRequest.of("PUT", TestDevice.API + TestDevice.sendPath(type, "probe")).json(body);
    client.send(place.put(send, session.accessToken()), log);
    TargetRequest sync =
        TargetRequest.of("GET", TestDevice.API + "/sync?timeout=1000")
            .patience(Duration.ofSeconds(1));
    boolean isDelivered = false;
    JsonNode answer = json(client.send(place.put(sync, session.accessToken()), log));
    for (JsonNode event : answer.at("/to_device/events")) {
      isDelivered |= event.path("type").asText("").equals(type);
    }
    note(
        Capability.WILDCARD_TO_OWN_DEVICE,
        isDelivered,
        "a message to * of the sender's own user " + (isDelivered ? "came" : "did not come"));
  }

  /** What can be asked without ending anything, but needs a user whose password is known. */
  void lookForUserInteractiveAuth(Session session, TokenPlace place) {
    TargetRequest delete =
        TargetRequest.of(
                "DELETE", TestDevice.API + "/devices/" + TestDevice.encode(session.deviceId()))
            .json("{}");
    noteInteractive(Capability.DEVICE_DELETION, "DELETE /devices/…", delete, session, place);
    TargetRequest deactivate =
        TargetRequest.of("POST", TestDevice.API + "/account/deactivate").json("{}");
    noteInteractive(
        Capability.ACCOUNT_DEACTIVATION, "POST /account/deactivate", deactivate, session, place);
  }

  private void noteInteractive(
      Capability capability,
      String name,
      TargetRequest request,
      Session session,
      TokenPlace place) {
    TargetResponse response = client.send(place.put(request, session.accessToken()), log);
    boolean isOffered = false;
    for (JsonNode flow : json(response).path("flows")) {
      JsonNode stages = flow.path("stages");
      isOffered |= stages.size() == 1 && stages.path(0).asText("").equals("m.login.password");
    }
    note(
        capability,
        response.status() == 401 && isOffered,
        name + ": " + response.status() + (isOffered ? " with m.login.password" : ""));
  }

  /** Whether a login that asks for a refresh token gets one. */
  Optional<Session> lookForRefreshTokens(Session session) {
    Account account = session.account();
    JsonNode body =
        SessionBodies.login(account.userId(), account.password().orElse(""))
            .put("refresh_token", true);
    TargetRequest login = TargetRequest.of("POST", TestDevice.API + "/login").json(body.toString());
    JsonNode answer = json(client.send(login, log));
    boolean isGiven = answer.path("refresh_token").isTextual();
    note(
        Capability.REFRESH_TOKENS,
        isGiven,
        "a login that asked for a refresh token got " + (isGiven ? "one" : "none"));
    String token = answer.path("access_token").asText("");
    return token.isEmpty()
        ? Optional.empty()
        : Optional.of(new Session(session.account(), answer.path("device_id").asText(""), token));
  }

  /** Ends the sessions of the user. */
  void lookForLogoutAll(Session session, TokenPlace place) {
    TargetRequest logout = TargetRequest.of("POST", TestDevice.API + "/logout/all").json("{}");
    int status = client.send(place.put(logout, session.accessToken()), log).status();
    note(Capability.LOGOUT_ALL, status == 200, "POST /logout/all: " + status);
  }

  private static JsonNode json(TargetResponse response) {
    return Json.find(response.body()).orElse(MissingNode.getInstance());
  }
}
