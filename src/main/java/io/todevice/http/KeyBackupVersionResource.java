package io.todevice.http;

import io.todevice.api.DeleteRoomKeysVersionApi;
import io.todevice.api.GetRoomKeysVersionApi;
import io.todevice.api.GetRoomKeysVersionCurrentApi;
import io.todevice.api.PostRoomKeysVersionApi;
import io.todevice.api.PutRoomKeysVersionApi;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MatrixException;
import io.todevice.http.call.Caller;
import io.todevice.model.GetRoomKeysVersionCurrentResponse;
import io.todevice.model.GetRoomKeysVersionResponse;
import io.todevice.model.PostRoomKeysVersionRequest;
import io.todevice.model.PostRoomKeysVersionResponse;
import io.todevice.model.PutRoomKeysVersionRequest;
import io.todevice.service.userdata.KeyBackupService;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The operations on backups as a whole (clause K11). */
public record KeyBackupVersionResource(KeyBackupService backups)
    implements PostRoomKeysVersionApi,
        GetRoomKeysVersionCurrentApi,
        GetRoomKeysVersionApi,
        PutRoomKeysVersionApi,
        DeleteRoomKeysVersionApi {

  @Override
  public CompletionStage<PostRoomKeysVersionResponse> postRoomKeysVersion(
      PostRoomKeysVersionRequest request, Caller caller) {
    return backups
        .create(caller.getUser(), request.algorithm(), request.authData())
        .thenApply(
            version ->
                PostRoomKeysVersionResponse.of(
                    PostRoomKeysVersionResponse.builder().version(version)));
  }

  @Override
  public CompletionStage<GetRoomKeysVersionCurrentResponse> getRoomKeysVersionCurrent(
      Caller caller) {
    return backups
        .get(caller.getUser(), Optional.empty())
        .thenApply(
            backup ->
                GetRoomKeysVersionCurrentResponse.of(
                    GetRoomKeysVersionCurrentResponse.builder()
                        .algorithm(backup.algorithm())
                        .authData(backup.authData())
                        .count(backup.count())
                        .etag(backup.etag())
                        .version(backup.version())));
  }

  @Override
  public CompletionStage<GetRoomKeysVersionResponse> getRoomKeysVersion(
      String version, Caller caller) {
    return backups
        .get(caller.getUser(), Optional.of(version))
        .thenApply(KeyBackupVersionResource::response);
  }

  @Override
  public CompletionStage<JsonObject> putRoomKeysVersion(
      String version, PutRoomKeysVersionRequest request, Caller caller) {
    String repeated = request.version();
    if (repeated != null && !repeated.equals(version)) {
      throw new MatrixException(
          ErrorCode.M_INVALID_PARAM, "The versions in the path and in the body differ");
    }
    return backups
        .update(caller.getUser(), version, request.algorithm(), request.authData())
        .thenApply(updated -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> deleteRoomKeysVersion(String version, Caller caller) {
    return backups.delete(caller.getUser(), version).thenApply(deleted -> JsonObject.EMPTY);
  }

  private static GetRoomKeysVersionResponse response(KeyBackup backup) {
    return GetRoomKeysVersionResponse.of(
        GetRoomKeysVersionResponse.builder()
            .algorithm(backup.algorithm())
            .authData(backup.authData())
            .count(backup.count())
            .etag(backup.etag())
            .version(backup.version()));
  }
}
