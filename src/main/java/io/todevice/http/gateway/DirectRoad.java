package io.todevice.http.gateway;

import io.todevice.http.call.Binding;
import io.todevice.http.call.Call;
import io.todevice.http.call.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls the bindings of the operations, without JAX-RS. Safe for use by many threads. */
final class DirectRoad implements Road {

  private final Bindings bindings;

  DirectRoad(Bindings bindings) {
    this.bindings = bindings;
  }

  @Override
  public void serve(
      Exchange exchange, RequestLine line, RouteMatch.Operation match, Caller caller, byte[] body) {
    Binding binding = bindings.get(match.route().operation());
    Call call =
        new Call(
            new BoundRequest(line, match, body), bindings.reader(), caller, exchange.lifetime());
    // A minimal stage is a CompletableFuture that can't be asked: its full one can.
    CompletableFuture<?> result = binding.invoke(call).toCompletableFuture();
    if (result.isDone()) {
      exchange.answer(answer(binding, result.join()));
      return;
    }
    exchange.suspend();
    result.whenComplete(
        (value, fault) -> {
          if (fault == null) {
            exchange.run(() -> exchange.answer(answer(binding, value)));
          } else {
            exchange.fail(fault);
          }
        });
  }

  private Answer answer(Binding binding, @Nullable Object value) {
    if (value == null) {
      return Answer.empty(204);
    }
    byte[] body;
    if (value instanceof byte[] bytes) {
      body = bytes;
    } else if (value instanceof String text && !binding.isJson()) {
      body = text.getBytes(StandardCharsets.UTF_8);
    } else {
      body = bindings.writer().write(value);
    }
    return new Answer(
        200,
        List.of(new Answer.Field("Content-Type", binding.mediaType())),
        body,
        body.length,
        /* isLast= */ false);
  }
}
