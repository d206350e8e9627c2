package io.todevice.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.api.DefineFilterApi;
import io.todevice.api.GetFilterApi;
import io.todevice.domain.JsonObject;
import io.todevice.domain.UserKey;
import io.todevice.http.auth.Caller;
import io.todevice.http.json.JsonReader;
import io.todevice.model.DefineFilterResponse;
import io.todevice.model.Filter;
import io.todevice.service.sync.FilterService;
import java.util.concurrent.CompletionStage;

/** The operations on sync filters. What the specification does not name in a filter is not kept. */
public final class FilterResource implements DefineFilterApi, GetFilterApi {

  private final FilterService filters;
  private final JsonMapper mapper;
  private final JsonReader reader;

  /** The resource. */
  public FilterResource(FilterService filters, JsonMapper mapper, JsonReader reader) {
    this.filters = filters;
    this.mapper = mapper;
    this.reader = reader;
  }

  @Override
  public CompletionStage<DefineFilterResponse> defineFilter(
      UserKey userId, Filter filter, Caller caller) {
    return filters
        .add(caller.getDevice(), userId.value(), toJson(filter))
        .thenApply(id -> DefineFilterResponse.builder().filterId(id).build());
  }

  @Override
  public CompletionStage<Filter> getFilter(UserKey userId, String filterId, Caller caller) {
    return filters
        .get(caller.getDevice(), userId.value(), filterId)
        .thenApply(filter -> reader.read(filter.toBytes(), Filter.class));
  }

  private JsonObject toJson(Filter filter) {
    try {
      return JsonObject.of(mapper.writeValueAsBytes(filter));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a filter that was read can be written", e);
    }
  }
}
