package io.todevice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.net.BoundedBody;
import io.todevice.service.Stages;
import io.todevice.threads.Daemons;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other servers for JSON, within bounds of time and length. Redirects are not followed: a
 * token would go with them. Safe for use by many threads.
 */
public final class JsonClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JsonClient.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int MAX_BYTES = 64 << 10;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Daemons.named("token-check"));
  private final HttpClient client;

  /** Trusts the certificates that Java trusts. */
  public JsonClient() {
    this(Optional.empty());
  }

  /** Trusts other certificates, if some are given. */
  JsonClient(Optional<SSLContext> tls) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads);
    client = tls.map(builder::sslContext).orElse(builder).build();
  }

  /**
   * An answer that is JSON.
   *
   * @param status the HTTP status, below 500 and not 429
   * @param body an object
   */
  record Reply(int status, JsonNode body) {

    /** A member that is text. */
    Optional<String> find(String name) {
      return Optional.of(body.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
  }

  /**
   * Sends a request.
   *
   * @param reader what the answer says; throws {@link UnusableAnswerException} where it says
   *     nothing
   * @return what {@code reader} returns. Fails with a {@link MatrixException}: {@code
   *     M_LIMIT_EXCEEDED} where the other server answers 429, {@code UNAVAILABLE} for a 5xx, for
   *     what is not a JSON object, and where nothing comes in time. The log has the reason without
   *     the request.
   */
  <T> CompletionStage<T> send(HttpRequest.Builder request, Function<Reply, T> reader) {
    HttpRequest message = request.timeout(TIMEOUT).build();
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(message, head -> BoundedBody.ofAtMost(MAX_BYTES));
    return response
        .thenApply(JsonClient::read)
        .thenApply(reader)
        .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> response.cancel(true))
        .exceptionallyCompose(
            failure -> {
              Throwable cause = Stages.cause(failure);
              LOG.warn("No usable answer from {}: {}", place(message.uri()), cause.toString());
              return Stages.refused(
                  cause instanceof MatrixException matrix
                      ? matrix
                      : new MatrixException(
                          ErrorCode.UNAVAILABLE, "Access tokens cannot be checked now"));
            });
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Reply read(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 429) {
      throw MatrixException.limitExceeded(RETRY_AFTER);
    } else if (status >= 500) {
      throw new UnusableAnswerException("status " + status);
    }
    try {
      JsonNode body = MAPPER.readTree(response.body());
      if (body.isObject()) {
        return new Reply(status, body);
      }
    } catch (IOException e) {
      // Its text may repeat the body.
      throw new UnusableAnswerException("status " + status + " with a body that is not JSON");
    }
    throw new UnusableAnswerException("status " + status + " with a body that is not an object");
  }

  private static String place(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  /** Another server's answer breaks its protocol. */
  static final class UnusableAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableAnswerException(String reason) {
      super(reason, null, false, false);
    }
  }
}
