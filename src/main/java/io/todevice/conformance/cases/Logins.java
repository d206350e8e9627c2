package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Session;
import io.todevice.conformance.suite.TestDevice;

/** Logs users in and deletes their devices the way a case wants it. */
final class Logins {

  private Logins() {}

  /** Logs the user of a device in on a device of this ID, which may be there already. */
  static TestDevice login(CaseContext context, Account account, String deviceId) {
    ObjectNode body = passwordOf(account).put("device_id", deviceId);
    TestDevice device = adopt(context, account, post(context, "/login", body));
    context.expect(
        device.deviceId().equals(deviceId),
        "a login on the device " + deviceId,
        "it was the device " + device.deviceId());
    return device;
  }

  /** A device whose token can be renewed. */
  record Refreshable(TestDevice device, String refreshToken) {}

  /** Logs a user in on a new device, and asks for a refresh token. */
  static Refreshable loginWithRefreshToken(CaseContext context, Account account) {
    ObjectNode body = passwordOf(account).put("refresh_token", true);
    Reply reply = post(context, "/login", body).expectStatus(200);
    String refreshToken = reply.getText("/refresh_token");
    context.target().redactor().add(refreshToken, "refresh token of " + account);
    return new Refreshable(adopt(context, account, reply), refreshToken);
  }

  /** Renews the token of a device. */
  static TestDevice refresh(CaseContext context, Refreshable old) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("refresh_token", old.refreshToken());
    Reply reply = post(context, "/refresh", body).expectStatus(200);
    String token = reply.getText("/access_token");
    Session session = old.device().session();
    return context.adopt(new Session(session.account(), session.deviceId(), token));
  }

  /** Deletes a device of the user, with the password. */
  static void delete(TestDevice acting, String deviceId) {
    String path = "/devices/" + TestDevice.encode(deviceId);
    Reply asked = acting.call("DELETE", path, "{}");
    if (asked.status() == 200) {
      return;
    }
    asked.expectStatus(401);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode auth = passwordOf(acting.session().account());
    auth.put("session", asked.getJson().path("session").asText(""));
    body.set("auth", auth);
    acting.call("DELETE", path, body.toString()).expectStatus(200);
  }

  private static ObjectNode passwordOf(Account account) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "m.login.password");
    body.put(
        "password",
        account
            .password()
            .orElseThrow(() -> new InapplicableException("it needs the password of a user")));
    body.putObject("identifier").put("type", "m.id.user").put("user", account.userId());
    return body;
  }

  private static Reply post(CaseContext context, String path, ObjectNode body) {
    return context.send(TargetRequest.of("POST", TestDevice.API + path).json(body.toString()));
  }

  private static TestDevice adopt(CaseContext context, Account account, Reply reply) {
    reply.expectStatus(200);
    return context.adopt(
        new Session(account, reply.getText("/device_id"), reply.getText("/access_token")));
  }
}
