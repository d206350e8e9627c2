package io.todevice.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A user who is there before the kit comes, and is logged in.
 *
 * @param baseUrl where the server is
 */
public record GivenUser(String baseUrl, String userId, String password, String accessToken) {

  private static final String API = "/_matrix/client/v3";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Registers a user. */
  public static GivenUser register(String baseUrl, String name, String password)
      throws IOException, InterruptedException {
    String body =
        MAPPER
            .createObjectNode()
            .put("username", name)
            .put("password", password)
            .set("auth", MAPPER.createObjectNode().put("type", "m.login.dummy"))
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + API + "/register"))
            .POST(BodyPublishers.ofString(body))
            .build();
    JsonNode json = MAPPER.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    return new GivenUser(
        baseUrl,
        json.required("user_id").asText(),
        password,
        json.required("access_token").asText());
  }

  /** Whether the session is still there. */
  public boolean isLoggedIn() throws IOException, InterruptedException {
    return isLetIn(baseUrl, accessToken);
  }

  /** The messages that wait for the device. */
  public JsonNode messages() throws IOException, InterruptedException {
    return MAPPER.readTree(get(baseUrl, "/sync", accessToken).body()).at("/to_device/events");
  }

  /** Whether a server takes a token. */
  public static boolean isLetIn(String baseUrl, String accessToken)
      throws IOException, InterruptedException {
    return get(baseUrl, "/account/whoami", accessToken).statusCode() == 200;
  }

  private static HttpResponse<String> get(String baseUrl, String path, String accessToken)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(baseUrl + API + path))
            .header("Authorization", "Bearer " + accessToken)
            .build(),
        BodyHandlers.ofString());
  }
}
