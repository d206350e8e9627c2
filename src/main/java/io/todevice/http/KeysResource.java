package io.todevice.http;

import io.todevice.api.ClaimKeysApi;
import io.todevice.api.GetKeysChangesApi;
import io.todevice.api.QueryKeysApi;
import io.todevice.api.UploadKeysApi;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceKey;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.domain.UserKey;
import io.todevice.http.call.Caller;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.ClaimKeysRequest;
import io.todevice.model.ClaimKeysResponse;
import io.todevice.model.GetKeysChangesResponse;
import io.todevice.model.QueryKeysRequest;
import io.todevice.model.QueryKeysResponse;
import io.todevice.model.UploadKeysRequest;
import io.todevice.model.UploadKeysResponse;
import io.todevice.service.keys.KeyService;
import io.todevice.service.sync.SyncService;
import io.todevice.store.ClaimedKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations on keys of devices (clauses K1 to K7). */
public final class KeysResource
    implements UploadKeysApi, QueryKeysApi, ClaimKeysApi, GetKeysChangesApi {

  private final KeyService keys;
  private final SyncService sync;
  private final KeyUploads uploads;
  private final KeyAnswers answers;
  private final JsonWriter writer;

  /** The resource. */
  public KeysResource(KeyService keys, SyncService sync, JsonReader reader, JsonWriter writer) {
    this.keys = keys;
    this.sync = sync;
    this.writer = writer;
    uploads = new KeyUploads(reader, writer);
    answers = new KeyAnswers(reader, writer);
  }

  @Override
  public CompletionStage<UploadKeysResponse> uploadKeys(UploadKeysRequest request, Caller caller) {
    return keys.upload(caller.getDevice(), uploads.read(request))
        .thenApply(
            counts ->
                UploadKeysResponse.of(
                    UploadKeysResponse.builder()
                        .oneTimeKeyCounts(KeyAnswers.counts(counts.oneTimeKeys()))));
  }

  @Override
  public CompletionStage<QueryKeysResponse> queryKeys(QueryKeysRequest request, Caller caller) {
    Map<UserId, Set<DeviceId>> wanted = new LinkedHashMap<>();
    for (Map.Entry<UserKey, List<String>> entry : request.deviceKeys().entrySet()) {
      Set<DeviceId> devices =
          entry.getValue().stream()
              .map(DeviceId::find)
              .flatMap(Optional::stream)
              .collect(Collectors.toSet());
      // Where none of those that are named can be a device, they must not stand for all.
      if (!devices.isEmpty() || entry.getValue().isEmpty()) {
        entry.getKey().findUserId().ifPresent(user -> wanted.put(user, devices));
      }
    }
    return keys.query(caller.getUser(), wanted).thenApply(answers::query);
  }

  @Override
  public CompletionStage<ClaimKeysResponse> claimKeys(ClaimKeysRequest request, Caller caller) {
    Map<DeviceAddress, String> wanted = new LinkedHashMap<>();
    for (Map.Entry<UserKey, Map<DeviceKey, String>> entry : request.oneTimeKeys().entrySet()) {
      Optional<UserId> user = entry.getKey().findUserId();
      for (Map.Entry<DeviceKey, String> device : entry.getValue().entrySet()) {
        user.flatMap(
                owner -> device.getKey().findDeviceId().map(id -> new DeviceAddress(owner, id)))
            .ifPresent(address -> wanted.put(address, device.getValue()));
      }
    }
    return keys.claim(caller.getUser(), wanted).thenApply(this::claimed);
  }

  private ClaimKeysResponse claimed(Map<DeviceAddress, ClaimedKey> claimed) {
    Map<String, Map<String, JsonObject>> byUser = new HashMap<>();
    claimed.forEach(
        (device, key) ->
            byUser
                .computeIfAbsent(device.user().value(), user -> new HashMap<>())
                .put(
                    device.device().value(),
                    JsonObject.of(writer.write(Map.of(key.id().toString(), key.json())))));
    return ClaimKeysResponse.of(
        ClaimKeysResponse.builder().failures(JsonObject.EMPTY).oneTimeKeys(byUser));
  }

  @Override
  public CompletionStage<GetKeysChangesResponse> getKeysChanges(Query query, Caller caller) {
    return sync.keyChanges(
            caller.getDevice(), required(query.from(), "from"), required(query.to(), "to"))
        .thenApply(
            news ->
                GetKeysChangesResponse.of(
                    GetKeysChangesResponse.builder()
                        .changed(news.changed().stream().map(UserId::value).toList())
                        .left(news.left().stream().map(UserId::value).toList())));
  }

  private static String required(@Nullable String value, String name) {
    if (value == null) {
      throw new MatrixException(
          ErrorCode.M_MISSING_PARAM, "The parameter '" + name + "' is missing");
    }
    return value;
  }
}
