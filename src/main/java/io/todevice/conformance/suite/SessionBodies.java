package io.todevice.conformance.suite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies of the requests that begin and end sessions. */
public final class SessionBodies {

  private SessionBodies() {}

  /** A registration with {@code m.login.dummy}, as it is sent without asking first. */
  public static ObjectNode registration(String name, String password) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("username", name).put("password", password);
    body.putObject("auth").put("type", "m.login.dummy");
    return body;
  }

  /**
   * A login with {@code m.login.password}. With a {@code session} it is the proof that a request
   * wants which has to be made twice.
   *
   * @param user the local part or the full user ID
   */
  public static ObjectNode login(String user, String password) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "m.login.password");
    body.put("password", password);
    body.putObject("identifier").put("type", "m.id.user").put("user", user);
    return body;
  }
}
