package io.todevice.proof.threads;

import io.todevice.proof.Client;
import io.todevice.proof.Reply;

/** A user's device. Logging in anew gives another token for the same. */
record Member(String user, String device, String token) {

  static Member register(Client client, String user, String device) {
    String body =
        """
        {"username":"%s","password":"password","device_id":"%s","auth":{"type":"m.login.dummy"}}\
        """
            .formatted(user, device);
    return of(user, client.call("POST", "register", null, body));
  }

  static Member login(Client client, String user, String device) {
    String body =
        """
        {"type":"m.login.password","identifier":{"type":"m.id.user","user":"%s"},\
        "password":"password","device_id":"%s"}\
        """
            .formatted(user, device);
    return of(user, client.call("POST", "login", null, body));
  }

  String userId() {
    return "@" + user + ":localhost";
  }

  private static Member of(String user, Reply reply) {
    if (reply.status() != 200) {
      throw new AssertionError(reply.text());
    }
    return new Member(user, reply.member("device_id"), reply.member("access_token"));
  }
}
