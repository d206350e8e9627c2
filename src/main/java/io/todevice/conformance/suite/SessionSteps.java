package io.todevice.conformance.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.TargetRequest;
import java.util.Optional;

/** The requests that begin and end sessions, as steps of a case. Safe for use by many threads. */
public record SessionSteps(CaseContext context) {

  /** A name that no user of the server has, if no other case asks with the same suffix. */
  public String newName(String suffix) {
    return context.newTransactionId() + suffix;
  }

  /** A registration with {@code m.login.dummy}, ready to be sent without asking first. */
  public ObjectNode registration(String name, String password) {
    context.target().redactor().add(password, "password");
    return SessionBodies.registration(name, password);
  }

  /**
   * A login with {@code m.login.password}.
   *
   * @throws InapplicableException if the kit does not know the user's password
   */
  public ObjectNode login(Account account) {
    return SessionBodies.login(account.userId(), password(account));
  }

  /** Sends a body to a path behind {@link TestDevice#API} without a token. */
  public Reply post(String path, JsonNode body) {
    return context.send(TargetRequest.of("POST", TestDevice.API + path).json(body.toString()));
  }

  /** The session that a registration or a login has begun; it ends with the case. */
  public TestDevice adopt(Reply begun, Optional<String> password) {
    begun.expectStatus(200);
    Account account = new Account(begun.getText("/user_id"), password);
    hideRefreshToken(begun, account);
    return context.adopt(
        new Session(account, begun.getText("/device_id"), begun.getText("/access_token")));
  }

  private void hideRefreshToken(Reply reply, Account account) {
    JsonNode refreshToken = reply.getJson().path("refresh_token");
    context.target().redactor().add(refreshToken.asText(""), "refresh token of " + account);
  }

  /** Logs a user in on the device with this ID, which may be there already. */
  public TestDevice loginOn(Account account, String deviceId) {
    ObjectNode body = login(account).put("device_id", deviceId);
    TestDevice device = adopt(post("/login", body), account.password());
    context.expect(
        device.deviceId().equals(deviceId),
        "a login on the device " + deviceId,
        "it was on " + device.deviceId());
    return device;
  }

  /** Logs the user in again with the ID of this device. */
  public TestDevice loginAgain(TestDevice device) {
    return loginOn(device.session().account(), device.deviceId());
  }

  /**
   * A device whose token can be renewed.
   *
   * @param refreshToken what it is renewed with
   */
  public record Refreshable(TestDevice device, String refreshToken) {
    /** Without the token. */
    @Override
    public String toString() {
      return device.toString();
    }
  }

  /** Logs a user in on a new device, and expects the refresh token that it asks for. */
  public Refreshable loginWithRefreshToken(Account account) {
    Reply reply = post("/login", login(account).put("refresh_token", true));
    TestDevice device = adopt(reply, account.password());
    return new Refreshable(device, reply.getText("/refresh_token"));
  }

  /** Renews the token of a device. */
  public TestDevice refresh(Refreshable old) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("refresh_token", old.refreshToken());
    return adoptRefreshed(post("/refresh", body), old.device());
  }

  /** The session of a device that goes on with another token; it ends with the case. */
  public TestDevice adoptRefreshed(Reply refreshed, TestDevice device) {
    refreshed.expectStatus(200);
    Session session = device.session();
    hideRefreshToken(refreshed, session.account());
    return context.adopt(
        new Session(session.account(), session.deviceId(), refreshed.getText("/access_token")));
  }

  /** Ends the session of a device, and expects that it can. */
  public void logout(TestDevice device) {
    device.call("POST", "/logout", "{}").expectStatus(200);
  }

  /** Deletes another device of the same user, with the user's password, and expects that it can. */
  public void delete(TestDevice by, TestDevice gone) {
    String path = "/devices/" + TestDevice.encode(gone.deviceId());
    Reply asked = by.call("DELETE", path, "{}").expectStatus(200, 401);
    if (asked.status() == 401) {
      Account account = by.session().account();
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.set("auth", login(account).put("session", asked.getText("/session")));
      by.call("DELETE", path, body.toString()).expectStatus(200);
    }
  }

  private static String password(Account account) {
    return account
        .password()
        .orElseThrow(() -> new InapplicableException("it needs the password of a user"));
  }
}
