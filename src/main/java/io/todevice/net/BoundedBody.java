package io.todevice.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of a response as long as there is room for it, and closes the connection where
 * there is none. Keeps the bytes and not the buffers, because one buffer may hold one byte.
 */
public final class BoundedBody implements BodySubscriber<byte[]> {

  /** A body is longer than there is room for. */
  public static final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    /** An exception without the body. */
    public TooLongException() {
      super("the answer was too long");
    }
  }

  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final IntPredicate room;
  private Flow.@Nullable Subscription subscription;

  /**
   * Collects one body.
   *
   * @param room asked with the number of bytes that have come; {@code false} ends the connection
   *     and the body fails with a {@link TooLongException}
   */
  public BoundedBody(IntPredicate room) {
    this.room = room;
  }

  /** Collects a body of at most {@code most} bytes. */
  public static BoundedBody ofAtMost(int most) {
    AtomicInteger left = new AtomicInteger(most);
    return new BoundedBody(count -> left.addAndGet(-count) >= 0);
  }

  @Override
  public void onSubscribe(Flow.Subscription source) {
    subscription = source;
    source.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (body.isDone() || !room.test(buffer.remaining())) {
        hangUp();
        return;
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      received.writeBytes(bytes);
    }
  }

  private void hangUp() {
    body.completeExceptionally(new TooLongException());
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(received.toByteArray());
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }
}
