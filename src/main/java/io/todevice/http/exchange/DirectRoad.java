package io.todevice.http.exchange;

import io.todevice.http.call.Binding;
import io.todevice.http.call.Call;
import io.todevice.http.call.Caller;
import io.todevice.http.route.RouteMatch;
import io.todevice.http.wire.Response;
import io.todevice.spec.model.ServedOperation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls the bindings of the operations, without JAX-RS. Safe for use by many threads. */
public final class DirectRoad implements Road {

  private final Bindings bindings;

  /**
   * A road.
   *
   * @throws IllegalArgumentException if an operation has no binding
   */
  public DirectRoad(Collection<ServedOperation> operations, Bindings bindings) {
    bindings.requireAll(operations);
    this.bindings = bindings;
  }

  @Override
  public void serve(Exchange exchange, RouteMatch.Operation match, Caller caller, byte[] body) {
    Binding binding = bindings.get(match.route().operation());
    Call call =
        new Call(
            new BoundRequest(exchange.request(), match, body),
            bindings.reader(),
            caller,
            exchange.lifetime());
    // A minimal stage is a CompletableFuture that can't be asked: its full one can.
    CompletableFuture<?> result = binding.invoke(call).toCompletableFuture();
    if (result.isDone()) {
      answer(exchange, binding, result.join());
      return;
    }
    result.whenComplete(
        (value, fault) -> {
          if (fault == null) {
            exchange.run(() -> answer(exchange, binding, value));
          } else {
            exchange.fail(fault);
          }
        });
  }

  private void answer(Exchange exchange, Binding binding, @Nullable Object value) {
    if (value == null) {
      exchange.answer(Response.empty(204));
    } else if (value instanceof byte[] bytes) {
      exchange.answer(Responses.ok(binding.mediaType(), bytes));
    } else if (value instanceof String text && !binding.isJson()) {
      exchange.answer(Responses.ok(binding.mediaType(), text.getBytes(StandardCharsets.UTF_8)));
    } else {
      exchange.answer(binding.mediaType(), admission -> bindings.writer().write(value, admission));
    }
  }
}
