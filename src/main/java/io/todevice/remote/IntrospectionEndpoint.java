package io.todevice.remote;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.remote.JsonClient.Reply;
import io.todevice.remote.JsonClient.UnusableAnswerException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The introspection endpoint that a homeserver's {@code GET /_matrix/client/v1/auth_metadata} names
 * (Matrix v1.15; the path from before it was merged is tried next). Looked up with the first token,
 * and again until it has been found. Safe for use by many threads.
 */
public final class IntrospectionEndpoint implements Supplier<CompletionStage<URI>> {

  private final JsonClient client;
  private final String homeserver;
  private @Nullable CompletableFuture<URI> found;

  /** Asks the homeserver with this base URL. */
  public IntrospectionEndpoint(JsonClient client, URI homeserver) {
    this.client = client;
    this.homeserver = homeserver.toString();
  }

  @Override
  public synchronized CompletionStage<URI> get() {
    CompletableFuture<URI> current = found;
    if (current == null || current.isCompletedExceptionally()) {
      current = look().toCompletableFuture();
      found = current;
    }
    return current;
  }

  private CompletionStage<URI> look() {
    return ask("/_matrix/client/v1/auth_metadata")
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedStage(found)
                    : ask("/_matrix/client/unstable/org.matrix.msc2965/auth_metadata"))
        .thenApply(
            found ->
                found.orElseThrow(
                    () ->
                        new MatrixException(
                            ErrorCode.UNAVAILABLE, "Access tokens cannot be checked now")));
  }

  private CompletionStage<Optional<URI>> ask(String path) {
    return client.send(
        HttpRequest.newBuilder(URI.create(homeserver + path)),
        reply -> reply.status() == 404 ? Optional.empty() : Optional.of(endpoint(reply)));
  }

  private static URI endpoint(Reply reply) {
    return reply
        .find("introspection_endpoint")
        .map(URI::create)
        .filter(uri -> uri.getHost() != null)
        .orElseThrow(() -> new UnusableAnswerException("no introspection_endpoint"));
  }
}
