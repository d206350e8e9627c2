package io.todevice.http;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.JsonReader;
import io.todevice.model.DefineFilterRequest;
import io.todevice.model.DefineFilterRequestAccountData;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.sync.FilterService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The {@code filter} parameter of {@code /sync}: which account data it chooses. No filter says
 * anything of to-device messages, and the rest of one has no effect here.
 */
public record Filters(FilterService filters, JsonReader reader, DocumentConstraints constraints) {

  private static final String NAME = "The parameter 'filter'";

  /**
   * Reads a filter: inline JSON where it begins with a brace, otherwise the ID of an uploaded one.
   *
   * @return whether account data of a type is wanted; of any type where there is no filter. An
   *     uploaded filter is read only when that is asked, which most syncs do not. Refused with
   *     M_NOT_JSON, M_BAD_JSON or, for an ID that the user has not uploaded, M_INVALID_PARAM
   */
  CompletionStage<Supplier<Predicate<EventType>>> find(
      AuthenticatedDevice device, Optional<String> filter) {
    if (filter.isEmpty() || filter.get().isEmpty()) {
      return CompletableFuture.completedStage(() -> type -> true);
    }
    String value = filter.get();
    if (value.startsWith("{")) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      constraints.checkBody("defineFilter", text, NAME);
      Predicate<EventType> types = types(text);
      return CompletableFuture.completedStage(() -> types);
    }
    return filters
        .find(device, value)
        .thenApply(
            found -> {
              JsonObject uploaded = getKnown(found);
              return () -> types(uploaded.toBytes());
            });
  }

  private Predicate<EventType> types(byte[] filter) {
    DefineFilterRequest read = reader.read(filter, DefineFilterRequest.class, NAME);
    DefineFilterRequestAccountData chosen = read.accountData();
    if (chosen == null) {
      return type -> true;
    }
    List<String> wanted = chosen.types();
    List<String> unwanted = chosen.notTypes();
    return type ->
        (wanted == null || wanted.stream().anyMatch(pattern -> matches(pattern, type)))
            && (unwanted == null || unwanted.stream().noneMatch(pattern -> matches(pattern, type)));
  }

  /** An asterisk in a pattern stands for any characters. */
  private static boolean matches(String pattern, EventType type) {
    String text = type.value();
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return text.equals(pattern);
    }
    int at = parts[0].length();
    int end = text.length() - parts[parts.length - 1].length();
    if (!text.startsWith(parts[0]) || end < at || !text.endsWith(parts[parts.length - 1])) {
      return false;
    }
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      at = found + parts[i].length();
    }
    return true;
  }

  private static JsonObject getKnown(Optional<JsonObject> found) {
    return found.orElseThrow(
        () ->
            new MatrixException(ErrorCode.M_INVALID_PARAM, NAME + " names no filter of this user"));
  }
}
