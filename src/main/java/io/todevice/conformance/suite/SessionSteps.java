package io.todevice.conformance.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.TargetRequest;
import java.util.Optional;

/** The requests that begin and end sessions, as steps of a case. Safe for use by many threads. */
public final class SessionSteps {

  private final CaseContext context;

  /** The steps of one case. */
  public SessionSteps(CaseContext context) {
    this.context = context;
  }

  /** A name that no user of the server has, if no other case asks with the same suffix. */
  public String newName(String suffix) {
    return context.newTransactionId() + suffix;
  }

  /** A registration with {@code m.login.dummy}, ready to be sent without asking first. */
  public ObjectNode registration(String name, String password) {
    context.target().redactor().add(password, "password");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("username", name).put("password", password);
    body.putObject("auth").put("type", "m.login.dummy");
    return body;
  }

  /**
   * A login with {@code m.login.password}.
   *
   * @throws InapplicableException if the kit does not know the user's password
   */
  public ObjectNode login(Account account) {
    return login(account.userId(), password(account));
  }

  /** A login with {@code m.login.password}; {@code user} is a local part or a full user ID. */
  public ObjectNode login(String user, String password) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "m.login.password");
    body.put("password", password);
    body.set("identifier", identifier(user));
    return body;
  }

  /** Sends a body to a path behind {@link TestDevice#API} without a token. */
  public Reply post(String path, JsonNode body) {
    return context.send(TargetRequest.of("POST", TestDevice.API + path).json(body.toString()));
  }

  /** The session that a registration or a login has begun; it ends with the case. */
  public TestDevice adopt(Reply begun, Optional<String> password) {
    begun.expectStatus(200);
    Account account = new Account(begun.getText("/user_id"), password);
    JsonNode refreshToken = begun.getJson().path("refresh_token");
    context.target().redactor().add(refreshToken.asText(""), "refresh token of " + account);
    return context.adopt(
        new Session(account, begun.getText("/device_id"), begun.getText("/access_token")));
  }

  /** Logs the user in again with the ID of this device. */
  public TestDevice loginAgain(TestDevice device) {
    Account account = device.session().account();
    ObjectNode body = login(account).put("device_id", device.deviceId());
    TestDevice again = adopt(post("/login", body), account.password());
    context.expect(
        again.deviceId().equals(device.deviceId()),
        "a login on the device " + device.deviceId(),
        "it was on " + again.deviceId());
    return again;
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
      ObjectNode auth = body.putObject("auth").put("type", "m.login.password");
      auth.put("session", asked.getText("/session"));
      auth.put("password", password(account));
      auth.set("identifier", identifier(account.userId()));
      by.call("DELETE", path, body.toString()).expectStatus(200);
    }
  }

  private static ObjectNode identifier(String user) {
    return JsonNodeFactory.instance.objectNode().put("type", "m.id.user").put("user", user);
  }

  private static String password(Account account) {
    return account
        .password()
        .orElseThrow(() -> new InapplicableException("it needs the password of a user"));
  }
}
