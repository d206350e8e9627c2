package io.todevice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import io.todevice.remote.JsonClient.Reply;
import io.todevice.remote.JsonClient.UnusableAnswerException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Tokens of an OAuth 2.0 authorization server, which is asked by token introspection (RFC 7662). A
 * token is good where it is active and its scopes name access to the client-server API and exactly
 * one device (Matrix client-server API, <i>OAuth 2.0 API</i>, <i>Scope</i>; the names from before
 * it was merged count too). The user is {@code username}, on this server. Safe for use by many
 * threads.
 */
public final class IntrospectedTokens implements TokenSource {

  private static final List<String> API_SCOPES =
      List.of("urn:matrix:client:api:*", "urn:matrix:org.matrix.msc2967.client:api:*");
  private static final List<String> DEVICE_SCOPES =
      List.of("urn:matrix:client:device:", "urn:matrix:org.matrix.msc2967.client:device:");

  private final JsonClient client;
  private final Supplier<CompletionStage<URI>> endpoint;
  private final String authorization;
  private final String serverName;

  /**
   * Asks an authorization server.
   *
   * @param endpoint where tokens are introspected
   * @param clientId this server's client ID there
   * @param clientSecret its secret, for {@code client_secret_basic}
   * @param serverName the name behind the colon of user IDs
   */
  public IntrospectedTokens(
      JsonClient client,
      Supplier<CompletionStage<URI>> endpoint,
      String clientId,
      String clientSecret,
      String serverName) {
    this.client = client;
    this.endpoint = endpoint;
    this.serverName = serverName;
    // RFC 6749, 2.3.1: both are form-encoded before they are put together.
    String pair = encode(clientId) + ":" + encode(clientSecret);
    authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public CompletionStage<Verdict> ask(AccessToken token) {
    String form = "token=" + encode(token.value()) + "&token_type_hint=access_token";
    return endpoint
        .get()
        .thenCompose(
            uri ->
                client.send(
                    HttpRequest.newBuilder(uri)
                        .header("Authorization", authorization)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                    this::judge));
  }

  private Verdict judge(Reply reply) {
    JsonNode active = reply.body().path("active");
    if (reply.status() != 200 || !active.isBoolean()) {
      throw new UnusableAnswerException(
          "token introspection: status " + reply.status() + ", or no member 'active'");
    }
    List<String> scopes = List.of(reply.find("scope").orElse("").split(" "));
    List<DeviceId> devices = devices(scopes);
    Optional<UserId> user = reply.find("username").flatMap(this::user);
    // An authorization server may ignore the hint, and know a refresh token too (RFC 7662, 2.2).
    boolean isAccessToken =
        reply.find("token_type").map(type -> !type.equalsIgnoreCase("refresh_token")).orElse(true);
    boolean isGood =
        active.asBoolean()
            && isAccessToken
            && scopes.stream().anyMatch(API_SCOPES::contains)
            && devices.size() == 1
            && user.isPresent();
    return isGood
        ? new Verdict.Good(new DeviceAddress(user.get(), devices.get(0)), expiry(reply))
        : new Verdict.Unknown();
  }

  private Optional<UserId> user(String name) {
    return name.contains(":") ? Optional.empty() : UserId.find("@" + name + ":" + serverName);
  }

  private static Optional<Instant> expiry(Reply reply) {
    JsonNode seconds = reply.body().path("exp");
    if (!seconds.isMissingNode() && !seconds.isNull() && !seconds.isNumber()) {
      throw new UnusableAnswerException("token introspection: 'exp' is no number");
    }
    return seconds.canConvertToLong()
        ? Optional.of(Instant.ofEpochMilli(Math.multiplyExact(seconds.asLong(), 1000L)))
        : Optional.empty();
  }

  private static List<DeviceId> devices(List<String> scopes) {
    return DEVICE_SCOPES.stream()
        .flatMap(
            prefix ->
                scopes.stream()
                    .filter(scope -> scope.startsWith(prefix))
                    .map(scope -> scope.substring(prefix.length())))
        .distinct()
        .flatMap(device -> DeviceId.find(device).stream())
        .toList();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
