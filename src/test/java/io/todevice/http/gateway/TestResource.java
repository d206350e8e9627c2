package io.todevice.http.gateway;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.auth.Caller;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what the tests want to see from outside. */
public final class TestResource implements TestApi {

  /** The requests of {@link #await} that wait, by name. */
  final Map<String, CompletableFuture<Text>> waiting = new ConcurrentHashMap<>();

  /** How many requests of {@link #await} have been abandoned. */
  final AtomicInteger abandoned = new AtomicInteger();

  /** How many times {@link #echo} has run. */
  final AtomicInteger echoed = new AtomicInteger();

  @Override
  public CompletionStage<Echo> echo(String first, String second, RawJson body, Caller caller) {
    echoed.incrementAndGet();
    String user = caller.getDevice().user().value();
    return CompletableFuture.completedFuture(new Echo(first, second, body.bytes().length, user));
  }

  @Override
  public Query query(String since, Integer timeout, String filter, String forwardedFor) {
    return new Query(since, timeout, filter, forwardedFor);
  }

  @Override
  public Text whoami(Caller caller) {
    return new Text(caller.getDevice().address().toString());
  }

  @Override
  public Text maybe(Caller caller) {
    return new Text(caller.device().map(device -> device.user().value()).orElse("nobody"));
  }

  @Override
  public Text model(Model body) {
    return new Text(body.name());
  }

  @Override
  public CompletionStage<Text> await(String name, RequestLifetime lifetime, Caller caller) {
    CompletableFuture<Text> future = new CompletableFuture<>();
    lifetime.onAbandoned(
        () -> {
          abandoned.incrementAndGet();
          future.cancel(false);
        });
    waiting.put(name, future);
    return future;
  }

  @Override
  public CompletionStage<Text> fail(String how) {
    return switch (how) {
      case "matrix" -> throw new MatrixException(ErrorCode.M_FORBIDDEN, "no \"way\"");
      case "limit" -> throw MatrixException.limitExceeded(Duration.ofMillis(1500));
      case "later" ->
          CompletableFuture.supplyAsync(
              () -> {
                throw new MatrixException(ErrorCode.M_FORBIDDEN, "no way");
              });
      case "stage" -> CompletableFuture.failedFuture(new IllegalStateException("secret"));
      case "cancelled" -> {
        CompletableFuture<Text> future = new CompletableFuture<>();
        future.cancel(false);
        yield future;
      }
      case "runtime" -> throw new IllegalStateException("secret");
      case "io" -> throw new UncheckedIOException(new IOException("secret"));
      case "overflow" -> throw new StackOverflowError("secret");
      case "memory" -> throw new OutOfMemoryError("secret");
      case "html" ->
          throw new BadRequestException(
              Response.status(400).type("text/html").entity("<b>secret</b>").build());
      case "unwritable" -> CompletableFuture.completedFuture(new Text("unwritable"));
      default -> CompletableFuture.completedFuture(null);
    };
  }

  @Override
  public Text big(int bytes) {
    return new Text("x".repeat(bytes));
  }

  @Override
  public Response response(String how) {
    return switch (how) {
      case "flows" ->
          Response.status(401).entity(new Text("flows")).type("application/json").build();
      case "bare" -> Response.status(403).build();
      case "text" -> Response.status(500).entity(new Text("x")).type("text/plain").build();
      default -> Response.ok(new Text("fine")).header("X-Own", "yes").build();
    };
  }

  @Override
  public Text forget(String first, String second) {
    return new Text("forgotten");
  }

  @Override
  public Text rules() {
    return new Text("rules");
  }

  @Override
  public Text open() {
    return new Text("open");
  }
}
