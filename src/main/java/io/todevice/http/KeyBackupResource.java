package io.todevice.http;

import io.todevice.api.DeleteRoomKeyBySessionIdApi;
import io.todevice.api.DeleteRoomKeysApi;
import io.todevice.api.DeleteRoomKeysByRoomIdApi;
import io.todevice.api.GetRoomKeyBySessionIdApi;
import io.todevice.api.GetRoomKeysApi;
import io.todevice.api.GetRoomKeysByRoomIdApi;
import io.todevice.api.PutRoomKeyBySessionIdApi;
import io.todevice.api.PutRoomKeysApi;
import io.todevice.api.PutRoomKeysByRoomIdApi;
import io.todevice.domain.BackedUpKey;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MatrixException;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.RoomId;
import io.todevice.http.call.Caller;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.GetRoomKeysByRoomIdResponse;
import io.todevice.model.GetRoomKeysResponse;
import io.todevice.model.GetRoomKeysResponseRoomsValue;
import io.todevice.model.PutRoomKeyBySessionIdRequest;
import io.todevice.model.PutRoomKeysByRoomIdRequest;
import io.todevice.model.PutRoomKeysRequest;
import io.todevice.service.userdata.KeyBackupService;
import io.todevice.store.KeySelection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on the keys in backups (clause K11). Keys are returned unchanged. */
public record KeyBackupResource(KeyBackupService backups, JsonWriter writer)
    implements PutRoomKeysApi,
        GetRoomKeysApi,
        DeleteRoomKeysApi,
        PutRoomKeysByRoomIdApi,
        GetRoomKeysByRoomIdApi,
        DeleteRoomKeysByRoomIdApi,
        PutRoomKeyBySessionIdApi,
        GetRoomKeyBySessionIdApi,
        DeleteRoomKeyBySessionIdApi {

  /** How large {@code session_data} may be, in bytes of its text. */
  private static final int MAX_KEY_BYTES = 64 << 10;

  @Override
  public CompletionStage<JsonObject> putRoomKeys(
      PutRoomKeysApi.Query query, PutRoomKeysRequest request, Caller caller) {
    Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys = new LinkedHashMap<>();
    request.rooms().forEach((room, backup) -> keys.put(room(room), sessions(backup.sessions())));
    return put(query.version(), keys, caller);
  }

  @Override
  public CompletionStage<JsonObject> putRoomKeysByRoomId(
      String roomId,
      PutRoomKeysByRoomIdApi.Query query,
      PutRoomKeysByRoomIdRequest request,
      Caller caller) {
    return put(query.version(), Map.of(room(roomId), sessions(request.sessions())), caller);
  }

  @Override
  public CompletionStage<JsonObject> putRoomKeyBySessionId(
      String roomId,
      String sessionId,
      PutRoomKeyBySessionIdApi.Query query,
      PutRoomKeyBySessionIdRequest request,
      Caller caller) {
    return put(
        query.version(), Map.of(room(roomId), Map.of(session(sessionId), key(request))), caller);
  }

  @Override
  public CompletionStage<GetRoomKeysResponse> getRoomKeys(
      GetRoomKeysApi.Query query, Caller caller) {
    return backups
        .getKeys(caller.getUser(), version(query.version()), KeySelection.ALL)
        .thenApply(
            keys -> {
              Map<String, GetRoomKeysResponseRoomsValue> rooms = new LinkedHashMap<>();
              keys.forEach(
                  (room, sessions) ->
                      rooms.put(
                          room.value(),
                          GetRoomKeysResponseRoomsValue.of(
                              GetRoomKeysResponseRoomsValue.builder().sessions(texts(sessions)))));
              return GetRoomKeysResponse.of(GetRoomKeysResponse.builder().rooms(rooms));
            });
  }

  @Override
  public CompletionStage<GetRoomKeysByRoomIdResponse> getRoomKeysByRoomId(
      String roomId, GetRoomKeysByRoomIdApi.Query query, Caller caller) {
    RoomId room = room(roomId);
    return backups
        .getKeys(caller.getUser(), version(query.version()), KeySelection.of(room))
        .thenApply(
            keys ->
                GetRoomKeysByRoomIdResponse.of(
                    GetRoomKeysByRoomIdResponse.builder()
                        .sessions(texts(keys.getOrDefault(room, Map.of())))));
  }

  @Override
  public CompletionStage<JsonObject> getRoomKeyBySessionId(
      String roomId, String sessionId, GetRoomKeyBySessionIdApi.Query query, Caller caller) {
    return backups
        .getKey(caller.getUser(), version(query.version()), room(roomId), session(sessionId))
        .thenApply(BackedUpKey::text);
  }

  @Override
  public CompletionStage<JsonObject> deleteRoomKeys(DeleteRoomKeysApi.Query query, Caller caller) {
    return delete(query.version(), KeySelection.ALL, caller);
  }

  @Override
  public CompletionStage<JsonObject> deleteRoomKeysByRoomId(
      String roomId, DeleteRoomKeysByRoomIdApi.Query query, Caller caller) {
    return delete(query.version(), KeySelection.of(room(roomId)), caller);
  }

  @Override
  public CompletionStage<JsonObject> deleteRoomKeyBySessionId(
      String roomId, String sessionId, DeleteRoomKeyBySessionIdApi.Query query, Caller caller) {
    return delete(query.version(), KeySelection.of(room(roomId), session(sessionId)), caller);
  }

  private CompletionStage<JsonObject> put(
      @Nullable String version,
      Map<RoomId, Map<MegolmSessionId, BackedUpKey>> keys,
      Caller caller) {
    return backups.putKeys(caller.getUser(), version(version), keys).thenApply(this::changed);
  }

  private CompletionStage<JsonObject> delete(
      @Nullable String version, KeySelection selection, Caller caller) {
    return backups
        .deleteKeys(caller.getUser(), version(version), selection)
        .thenApply(this::changed);
  }

  private Map<MegolmSessionId, BackedUpKey> sessions(
      Map<String, ? extends KeyBackupFields> sessions) {
    Map<MegolmSessionId, BackedUpKey> keys = new LinkedHashMap<>();
    sessions.forEach((session, fields) -> keys.put(session(session), key(fields)));
    return keys;
  }

  private BackedUpKey key(KeyBackupFields fields) {
    if (fields.sessionData().size() > MAX_KEY_BYTES) {
      throw new MatrixException(
          ErrorCode.M_TOO_LARGE, "'session_data' has at most " + MAX_KEY_BYTES + " bytes");
    }
    return new BackedUpKey(
        fields.firstMessageIndex(),
        fields.forwardedCount(),
        fields.isVerified(),
        JsonObject.of(writer.write(fields)));
  }

  private static Map<String, JsonObject> texts(Map<MegolmSessionId, BackedUpKey> sessions) {
    Map<String, JsonObject> texts = new LinkedHashMap<>();
    sessions.forEach((session, key) -> texts.put(session.value(), key.text()));
    return texts;
  }

  private static String version(@Nullable String version) {
    if (version == null) {
      throw new MatrixException(ErrorCode.M_MISSING_PARAM, "The parameter 'version' is missing");
    }
    return version;
  }

  private static RoomId room(String id) {
    return id(RoomId::new, id);
  }

  private static MegolmSessionId session(String id) {
    return id(MegolmSessionId::new, id);
  }

  private static <T> T id(Function<String, T> type, String text) {
    try {
      return type.apply(text);
    } catch (IllegalArgumentException e) {
      throw new MatrixException(ErrorCode.M_INVALID_PARAM, "Invalid: " + e.getMessage());
    }
  }

  private JsonObject changed(KeyBackup backup) {
    return json(new TreeMap<>(Map.of("etag", backup.etag(), "count", backup.count())));
  }

  private JsonObject json(Map<String, ?> members) {
    return JsonObject.of(writer.write(members));
  }
}
