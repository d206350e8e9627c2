package io.todevice.http.exchange;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.http.call.Caller;
import io.todevice.http.call.RequestLifetime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
  public CompletionStage<Echo> echo(String first, String second, byte[] body, Caller caller) {
    echoed.incrementAndGet();
    String user = caller.getDevice().user().value();
    return CompletableFuture.completedFuture(new Echo(first, second, body.length, user));
  }

  @Override
  public CompletionStage<Query> query(Query query) {
    return CompletableFuture.completedStage(query);
  }

  @Override
  public CompletionStage<Text> whoami(Caller caller) {
    return text(caller.getDevice().address().toString());
  }

  @Override
  public CompletionStage<Text> maybe(Caller caller) {
    return text(caller.user().map(user -> user.user().value()).orElse("nobody"));
  }

  @Override
  public CompletionStage<Text> model(Model body) {
    return text(body.name());
  }

  @Override
  public CompletionStage<Text> await(String name, RequestLifetime lifetime) {
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
  public CompletionStage<?> fail(String how) {
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
      case "memory" -> throw new OutOfMemoryError("on purpose");
      case "memory-later" ->
          CompletableFuture.supplyAsync(
              () -> {
                throw new OutOfMemoryError("on purpose");
              });
      case "memory-in-part" -> throw new IllegalStateException(new OutOfMemoryError("on purpose"));
      case "unwritable" -> CompletableFuture.completedFuture(new Unwritable());
      case "unwritable-later" ->
          CompletableFuture.supplyAsync(
              Unwritable::new, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
      default -> CompletableFuture.completedFuture(null);
    };
  }

  @Override
  public CompletionStage<Text> big(int bytes) {
    return text(Integer.toString(bytes % 10).repeat(bytes));
  }

  @Override
  public CompletionStage<JsonObject> forget(String first, String second) {
    return CompletableFuture.completedStage(JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<Text> rules() {
    return text("rules");
  }

  @Override
  public CompletionStage<Text> open() {
    return text("open");
  }

  private static CompletionStage<Text> text(String text) {
    return CompletableFuture.completedStage(new Text(text));
  }

  /** What fails while it is written, in the way of a bad body. */
  public static final class Unwritable {

    /** Fails. */
    public String getValue() {
      throw new IllegalStateException("secret");
    }
  }
}
