package io.todevice.http.exchange;

import io.todevice.http.call.Call;
import io.todevice.http.route.RouteMatch;
import java.util.List;

/** The parts of a request that the gateway has collected. For one thread. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record BoundRequest(Request request, RouteMatch.Operation match, byte[] body)
    implements Call.Request {

  @Override
  public String path(String name) {
    return match.values().get(match.route().parameters().indexOf(name));
  }

  @Override
  public List<String> query(String name) {
    return request.queryValues(name);
  }

  @Override
  public List<String> headers(String name) {
    return request.headers(name);
  }
}
