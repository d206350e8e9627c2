package org.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.regex.Pattern;

/** A client that greets devices and reads greetings. */
public final class Greeter {

  private static final Pattern NEXT_BATCH = Pattern.compile("\"next_batch\":\"([^\"]*)\"");
  private static final int TRIES = 3;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final String accessToken;
  private String since = "";

  public Greeter(URI homeserver, String accessToken) {
    api = homeserver.resolve("/_matrix/client/v3/");
    this.accessToken = accessToken;
  }

  /** Sends a greeting to all devices of a user; repeats the request until it has a response. */
  public void greet(String userId, String text) throws IOException, InterruptedException {
    String path = "sendToDevice/org.example.greeting/" + UUID.randomUUID();
    String body = "{\"messages\":{\"%s\":{\"*\":{\"text\":\"%s\"}}}}".formatted(userId, text);
    for (int tries = 1; ; tries++) {
      try {
        call(request(path).PUT(BodyPublishers.ofString(body)).build());
        return;
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** The next sync's response, which acknowledges what was in the one before. */
  public String sync() throws IOException, InterruptedException {
    String response = call(request("sync?timeout=1000" + since).GET().build());
    NEXT_BATCH.matcher(response).results().forEach(found -> since = "&since=" + found.group(1));
    return response;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .header("Authorization", "Bearer " + accessToken)
        .header("Content-Type", "application/json");
  }

  private String call(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }
}
