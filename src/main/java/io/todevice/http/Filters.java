package io.todevice.http;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.JsonReader;
import io.todevice.model.DefineFilterRequest;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.sync.FilterService;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The {@code filter} parameter of {@code /sync}. No filter says anything of to-device messages, so
 * a filter is checked and otherwise has no effect.
 */
public record Filters(FilterService filters, JsonReader reader, DocumentConstraints constraints) {

  private static final String NAME = "The parameter 'filter'";

  /**
   * Checks a filter: inline JSON where it begins with a brace, otherwise the ID of an uploaded one.
   *
   * @return completes normally if there is no filter or a good one; refused with M_NOT_JSON,
   *     M_BAD_JSON or, for an ID that the user has not uploaded, M_INVALID_PARAM
   */
  CompletionStage<Void> check(AuthenticatedDevice device, Optional<String> filter) {
    if (filter.isEmpty() || filter.get().isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    String value = filter.get();
    if (value.startsWith("{")) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      constraints.checkBody("defineFilter", text, NAME);
      reader.read(text, DefineFilterRequest.class, NAME);
      return CompletableFuture.completedStage(null);
    }
    return filters.find(device, value).thenAccept(found -> requireKnown(found));
  }

  private static void requireKnown(Optional<JsonObject> found) {
    if (found.isEmpty()) {
      throw new MatrixException(ErrorCode.M_INVALID_PARAM, NAME + " names no filter of this user");
    }
  }
}
