package io.todevice.remote;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import io.todevice.remote.JsonClient.Reply;
import io.todevice.remote.JsonClient.UnusableAnswerException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Tokens that a homeserver gave out: it is asked with {@code GET
 * /_matrix/client/v3/account/whoami}, as the token's owner would. A token without a device is
 * unknown here, and so is one of a user who is not served. Safe for use by many threads.
 */
public final class HomeserverTokens implements TokenSource {

  private final JsonClient client;
  private final URI whoami;
  private final Predicate<UserId> isServed;

  /**
   * Asks a homeserver.
   *
   * @param homeserver its base URL
   * @param isServed whose tokens are good
   */
  public HomeserverTokens(JsonClient client, URI homeserver, Predicate<UserId> isServed) {
    this.client = client;
    this.isServed = isServed;
    whoami = URI.create(homeserver + "/_matrix/client/v3/account/whoami");
  }

  @Override
  public CompletionStage<Verdict> ask(AccessToken token) {
    return client.send(
        HttpRequest.newBuilder(whoami).header("Authorization", "Bearer " + token.value()),
        this::judge);
  }

  private Verdict judge(Reply reply) {
    return switch (reply.status()) {
      case 200 -> owner(reply);
      case 401 ->
          reply.body().path("soft_logout").asBoolean()
              ? new Verdict.Expired()
              : new Verdict.Unknown();
      case 403 -> new Verdict.Unknown();
      default -> throw new UnusableAnswerException("status " + reply.status());
    };
  }

  private Verdict owner(Reply reply) {
    UserId user =
        reply
            .find("user_id")
            .flatMap(UserId::find)
            .orElseThrow(() -> new UnusableAnswerException("an answer without a user_id"));
    Optional<DeviceId> device = reply.find("device_id").flatMap(DeviceId::find);
    return isServed.test(user) && device.isPresent()
        ? new Verdict.Good(new DeviceAddress(user, device.get()), Optional.empty())
        : new Verdict.Unknown();
  }
}
