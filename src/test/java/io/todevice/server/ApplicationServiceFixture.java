package io.todevice.server;

import io.todevice.config.ServerConfig;
import io.todevice.domain.AccessToken;
import io.todevice.domain.ApplicationService;
import io.todevice.domain.ApplicationService.Namespace;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with two application services: {@code irc}, alone in its namespace, and {@code help}.
 */
abstract class ApplicationServiceFixture extends ServerFixture {

  static final String TOKEN = "as-irc";
  private static final AtomicInteger USERS = new AtomicInteger();

  @Override
  ServerConfig config() {
    return super.config()
        .withApplicationServices(
            List.of(
                service("irc", TOKEN, "@_irc_", true), service("help", "as-help", "@_", false)));
  }

  static ApplicationService service(String id, String token, String prefix, boolean isExclusive) {
    return new ApplicationService(
        id,
        TokenHash.of(new AccessToken(token)),
        new UserId("@" + id + "bot:localhost"),
        List.of(new Namespace(user -> user.startsWith(prefix), isExclusive)),
        !isExclusive);
  }

  Http irc() {
    return anonymous.withToken(TOKEN);
  }

  static String newUser() {
    return "_irc_user" + USERS.incrementAndGet();
  }

  Answer register(Http service, String name) {
    return service.post(
        "register",
        "{\"type\":\"m.login.application_service\",\"username\":\"%s\",\"inhibit_login\":true}"
            .formatted(name));
  }

  /** A user of the service; returns what stands in the query to act as them. */
  String registered() {
    String name = newUser();
    Answer answer = register(irc(), name);
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
    return "user_id=@" + name + ":localhost";
  }

  /** The same on a new device. */
  String registered(String device) {
    String as = registered();
    Answer answer = irc().put("devices/" + device + "?" + as, "{}");
    if (answer.status() != 201) {
      throw new AssertionError(answer.status() + answer.body());
    }
    return as + "&device_id=" + device;
  }
}
