package io.todevice.conformance.client;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body as long as a log has room for it, and hangs up where it has not. */
final class BoundedBody implements BodySubscriber<byte[]> {

  /** A body is longer than what is kept of a case. */
  static final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("the answer was too long");
    }
  }

  private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
  private final ExchangeLog log;
  private Flow.@Nullable Subscription subscription;
  private boolean isTooLong;

  BoundedBody(ExchangeLog log) {
    this.log = log;
  }

  @Override
  public void onSubscribe(Flow.Subscription source) {
    subscription = source;
    collected.onSubscribe(source);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (isTooLong) {
      return;
    }
    isTooLong = !log.admit(buffers.stream().mapToInt(ByteBuffer::remaining).sum());
    if (!isTooLong) {
      collected.onNext(buffers);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    collected.onError(new TooLongException());
  }

  @Override
  public void onError(Throwable failure) {
    collected.onError(failure);
  }

  @Override
  public void onComplete() {
    if (!isTooLong) {
      collected.onComplete();
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return collected.getBody();
  }
}
