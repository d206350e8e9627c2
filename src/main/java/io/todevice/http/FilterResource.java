package io.todevice.http;

import io.todevice.api.DefineFilterApi;
import io.todevice.api.GetFilterApi;
import io.todevice.domain.JsonObject;
import io.todevice.domain.UserKey;
import io.todevice.http.call.Caller;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.DefineFilterRequest;
import io.todevice.model.DefineFilterResponse;
import io.todevice.model.GetFilterResponse;
import io.todevice.service.sync.FilterService;
import java.util.concurrent.CompletionStage;

/** The operations on sync filters. What the specification does not name in a filter is not kept. */
public record FilterResource(FilterService filters, JsonWriter writer, JsonReader reader)
    implements DefineFilterApi, GetFilterApi {

  /** Compiles only while nothing is required of a filter, which an uploaded one might lack. */
  private static final GetFilterResponse EMPTY = GetFilterResponse.of(GetFilterResponse.builder());

  @Override
  public CompletionStage<DefineFilterResponse> defineFilter(
      UserKey userId, DefineFilterRequest filter, Caller caller) {
    return filters
        .add(caller.getUser(), userId, JsonObject.of(writer.write(filter)))
        .thenApply(id -> DefineFilterResponse.of(DefineFilterResponse.builder().filterId(id)));
  }

  @Override
  public CompletionStage<GetFilterResponse> getFilter(
      UserKey userId, String filterId, Caller caller) {
    return filters.get(caller.getUser(), userId, filterId).thenApply(this::response);
  }

  private GetFilterResponse response(JsonObject filter) {
    return filter.equals(JsonObject.EMPTY)
        ? EMPTY
        : reader.read(filter.toBytes(), GetFilterResponse.class);
  }
}
