package io.todevice.clientkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/**
 * Requests of the reference client with its token, which it refreshes, and what it keeps on disk.
 */
final class ReferenceHttp {

  static final JsonMapper MAPPER = new JsonMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LEAST_BACKOFF = 200;
  private static final int MOST_BACKOFF = 1000;
  private static final int UNAUTHORIZED = 401;
  private static final int LIMITED = 429;

  /** A response: its status, 0 if none came, and its JSON. */
  record Answer(int status, JsonNode json) {

    boolean isSuccess() {
      return status == 200 && json.isObject();
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EnumSet<Mistake> mistakes;
  private final String homeserver;
  private final Path file;
  private ObjectNode state = MAPPER.createObjectNode();
  private final ObjectNode tokens;
  private boolean isLoggedOut;

  ReferenceHttp(JsonNode start, EnumSet<Mistake> mistakes) throws IOException {
    this.mistakes = mistakes;
    homeserver = start.path("homeserver").asText();
    file = Path.of(start.path("store").asText()).resolve("state.json");
    if (Files.exists(file)) {
      state = (ObjectNode) MAPPER.readTree(file.toFile());
    }
    if (!state.path("given").equals(start.path("access_token"))) {
      state.set("given", start.path("access_token"));
      state.set("access_token", start.path("access_token"));
      state.set("refresh_token", start.path("refresh_token"));
    }
    tokens = state.deepCopy();
  }

  boolean has(Mistake mistake) {
    return mistakes.contains(mistake);
  }

  synchronized boolean isLoggedOut() {
    return isLoggedOut;
  }

  synchronized Optional<String> since() {
    return Optional.ofNullable(state.get("since")).map(JsonNode::asText);
  }

  synchronized void saveSince(String since) throws IOException {
    if (!has(Mistake.FORGETS_POSITION)) {
      state.put("since", since);
      save();
    }
  }

  private void save() throws IOException {
    Path next = file.resolveSibling("state.new");
    Files.writeString(next, state.toString());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Answer send(String method, String path, Optional<String> body) throws InterruptedException {
    return send(method, path, body, PATIENCE);
  }

  /** A request; a token that has expired is refreshed first. */
  Answer send(String method, String path, Optional<String> body, Duration patience)
      throws InterruptedException {
    String token = token();
    if (has(Mistake.ASKS_WITHOUT_TOKEN)) {
      sendOnce("GET", "account/whoami", Optional.empty(), patience, "");
    }
    Answer answer = sendOnce(method, path, body, patience, token);
    if (answer.status() != UNAUTHORIZED) {
      return answer;
    }
    return refresh(token) ? sendOnce(method, path, body, patience, token()) : answer;
  }

  private synchronized String token() {
    return tokens.path("access_token").asText();
  }

  private synchronized boolean refresh(String refused) throws InterruptedException {
    if (!token().equals(refused)) {
      return true;
    }
    if (!tokens.path("refresh_token").isTextual() || has(Mistake.NEVER_REFRESHES)) {
      isLoggedOut = !has(Mistake.GOES_ON_WITH_ENDED_TOKEN);
      return false;
    }
    String body =
        MAPPER.createObjectNode().set("refresh_token", tokens.get("refresh_token")).toString();
    for (int attempt = 0; attempt < 5; attempt++) {
      Answer answer = sendOnce("POST", "refresh", Optional.of(body), PATIENCE, "");
      if (answer.isSuccess()) {
        tokens.set("access_token", answer.json().get("access_token"));
        if (answer.json().has("refresh_token")) {
          tokens.set("refresh_token", answer.json().get("refresh_token"));
        }
        try {
          if (!has(Mistake.FORGETS_NEW_TOKENS)) {
            state.set("access_token", tokens.get("access_token"));
            state.set("refresh_token", tokens.get("refresh_token"));
            save();
          }
        } catch (IOException e) {
          return false;
        }
        return true;
      }
      if (answer.status() == UNAUTHORIZED || has(Mistake.REFRESHES_ONCE)) {
        break;
      }
      pause(answer, attempt);
    }
    isLoggedOut = true;
    return false;
  }

  private Answer sendOnce(
      String method, String path, Optional<String> body, Duration patience, String token)
      throws InterruptedException {
    String query = path.contains("?") ? "&" : "?";
    String target =
        path
            + (has(Mistake.TOKEN_IN_QUERY) ? query + "access_token=" + token : "")
            + (has(Mistake.UNKNOWN_PARAMETER) ? query + "colour=red" : "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(homeserver + "/_matrix/client/v3/" + target))
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    if (body.isPresent() && !has(Mistake.NO_CONTENT_TYPE)) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty() && !has(Mistake.TOKEN_IN_QUERY)) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!patience.isZero()) {
      request.timeout(patience);
    }
    if (has(Mistake.FORGETS_SINCE_AFTER_FAILURE) && method.equals("GET")) {
      return sendRaw(URI.create(homeserver + "/_matrix/client/v3/" + target), token);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException e) {
      return new Answer(0, MissingNode.getInstance());
    }
  }

  /** Java's own client repeats by itself a request whose response is lost. */
  private static Answer sendRaw(URI uri, String token) {
    String request =
        "GET %s?%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(uri.getRawPath(), uri.getRawQuery(), token);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String status = in.readLine();
      int length = 0;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
        }
      }
      char[] body = new char[length];
      int read = 0;
      for (int next = 0; read < length && next >= 0; read += Math.max(0, next)) {
        next = in.read(body, read, length - read);
      }
      return status == null || read < length
          ? new Answer(0, MissingNode.getInstance())
          : new Answer(Integer.parseInt(status.split(" ")[1]), json(new String(body)));
    } catch (IOException e) {
      return new Answer(0, MissingNode.getInstance());
    }
  }

  private static JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Waits before another attempt: as long as the server says, or longer each time. */
  void pause(Answer answer, int attempt) throws InterruptedException {
    if (has(Mistake.NO_BACKOFF)) {
      return;
    }
    int wait = answer.json().path("retry_after_ms").asInt(LEAST_BACKOFF);
    boolean isLimited = answer.status() == LIMITED && !has(Mistake.IGNORES_RETRY_AFTER);
    Thread.sleep(
        isLimited ? wait : Math.min(MOST_BACKOFF, (long) LEAST_BACKOFF << Math.min(attempt, 8)));
  }
}
