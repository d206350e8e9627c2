package io.todevice.testing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.TextNode;
import io.todevice.domain.DeviceAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A user who is logged in on a device: what a client needs to go to work. Immutable.
 *
 * <p>Made in the store: no request is made for it, and no password is hashed.
 */
public final class Session {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Todevice todevice;
  private final String name;
  private final DeviceAddress address;
  private final String accessToken;
  private final Optional<String> refreshToken;

  Session(
      Todevice todevice,
      String name,
      DeviceAddress address,
      String accessToken,
      Optional<String> refreshToken) {
    this.todevice = todevice;
    this.name = name;
    this.address = address;
    this.accessToken = accessToken;
    this.refreshToken = refreshToken;
  }

  /** The user ID, for example {@code @alice:localhost}. */
  public String userId() {
    return address.user().value();
  }

  /** The device ID. */
  public String deviceId() {
    return address.device().value();
  }

  /** The access token. */
  public String accessToken() {
    return accessToken;
  }

  /** The refresh token; empty unless the session was made {@link #withExpiringToken}. */
  public Optional<String> refreshToken() {
    return refreshToken;
  }

  /** The server's base URL. */
  public URI baseUrl() {
    return todevice.baseUrl();
  }

  /** Another device of the same user. */
  public Session onDevice(String deviceId) {
    return todevice.user(name, deviceId);
  }

  /**
   * The same device with an access token that expires, and a refresh token. The device's earlier
   * access token is unknown from now on.
   *
   * @throws IllegalArgumentException if the time is negative, or longer than there is time
   */
  public Session withExpiringToken(Duration lifetime) {
    return todevice.signIn(name, deviceId(), requireNonNull(lifetime, "lifetime"));
  }

  /**
   * Sends a message to a device, as the client of this session would, in a transaction of its own.
   * The request goes to the server itself, past all faults.
   *
   * @param contentJson the content, a JSON object
   * @throws IllegalStateException if the server refuses it, or is closed
   * @throws IllegalArgumentException if it is a device of another server
   */
  public void send(String type, Session to, String contentJson) {
    requireSameServer(requireNonNull(to, "to"));
    send(type, to.userId(), to.deviceId(), contentJson);
  }

  /** The same to a device by its ID, or to each device of a user with {@code *}. */
  public void send(String type, String toUser, String toDevice, String contentJson) {
    requireNonNull(type, "type");
    requireNonNull(toUser, "toUser");
    requireNonNull(toDevice, "toDevice");
    requireNonNull(contentJson, "contentJson");
    todevice.requireOpen();
    URI uri =
        todevice
            .serverUrl()
            .resolve(
                "/_matrix/client/v3/sendToDevice/"
                    + URLEncoder.encode(type, StandardCharsets.UTF_8).replace("+", "%20")
                    + "/"
                    + UUID.randomUUID());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + accessToken)
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"messages\":{%s:{%s:%s}}}"
                        .formatted(
                            TextNode.valueOf(toUser), TextNode.valueOf(toDevice), contentJson)))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "the message was refused: " + response.statusCode() + " " + response.body());
      }
    } catch (IOException e) {
      throw new IllegalStateException("the message was not sent: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  TestServer server() {
    return todevice.server();
  }

  void requireSameServer(Session other) {
    todevice.requireOwn(other);
  }

  boolean isOf(RecordedExchange exchange) {
    return exchange.userId().filter(userId()::equals).isPresent()
        && exchange.deviceId().filter(deviceId()::equals).isPresent();
  }

  /** User and device, without the tokens. */
  @Override
  public String toString() {
    return address.toString();
  }
}
