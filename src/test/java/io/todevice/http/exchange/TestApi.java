package io.todevice.http.exchange;

import static java.util.Objects.requireNonNull;

import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.http.call.Binding;
import io.todevice.http.call.BodyType;
import io.todevice.http.call.Call;
import io.todevice.http.call.Caller;
import io.todevice.http.call.RequestLifetime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations in the form of the generated ones, in one interface. */
public interface TestApi {

  /** What {@link #echo} answers. */
  record Echo(String first, String second, int bytes, String user) {}

  /** What {@link #query} answers. */
  record Query(
      @Nullable String since,
      @Nullable Long timeout,
      @Nullable String filter,
      @Nullable String header) {}

  /** What needs nothing more. */
  record Text(String text) {}

  /** A body with a shape. */
  record Model(String name, JsonValue any) {}

  CompletionStage<Echo> echo(String first, String second, byte[] body, Caller caller);

  CompletionStage<JsonObject> forget(String first, String second);

  CompletionStage<Query> query(Query query);

  CompletionStage<Text> whoami(Caller caller);

  CompletionStage<Text> maybe(Caller caller);

  CompletionStage<Text> model(Model body);

  CompletionStage<Text> await(String name, RequestLifetime lifetime);

  CompletionStage<?> fail(String how);

  CompletionStage<Text> big(int bytes);

  CompletionStage<Text> rules();

  CompletionStage<Text> open();

  /** Binds the operations to an implementation. */
  static List<Binding> bind(TestApi api) {
    BodyType<Model> model = new BodyType<>(true) {};
    return List.of(
        binding(
            "PUT/echo/{first}/{second}",
            call -> api.echo(call.path("first"), call.path("second"), call.bytes(), call.caller())),
        binding(
            "DELETE/echo/{first}/{second}",
            call -> api.forget(call.path("first"), call.path("second"))),
        binding(
            "GET/query",
            call ->
                api.query(
                    new Query(
                        call.query().findString("since"),
                        call.query().findInteger("timeout"),
                        call.query().findString("filter"),
                        call.headers().findString("X-Forwarded-For")))),
        binding("GET/whoami", call -> api.whoami(call.caller())),
        binding("GET/maybe", call -> api.maybe(call.caller())),
        binding("POST/model", call -> api.model(requireNonNull(call.json(model)))),
        binding("GET/wait/{name}", call -> api.await(call.path("name"), call.lifetime())),
        binding("GET/fail/{how}", call -> api.fail(call.path("how"))),
        binding("GET/big/{bytes}", call -> api.big(call.path("bytes", Integer::valueOf))),
        binding("GET/rules/", call -> api.rules()),
        binding("GET/public", call -> api.open()),
        new Binding(
            "POST/text",
            "text/plain",
            call -> CompletableFuture.completedStage(call.text() + call.cookies().findString("c"))),
        new Binding(
            "POST/bytes", "image/png", call -> CompletableFuture.completedStage(call.bytes())));
  }

  private static Binding binding(String id, Function<Call, CompletionStage<?>> method) {
    return new Binding(id, "application/json", method);
  }
}
