package io.todevice.clientkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client needs to go to work.
 *
 * @param homeserver the base URL of the server
 * @param userId its user
 * @param deviceId its device
 * @param accessToken the access token of the device
 * @param refreshToken the refresh token, if the access token expires
 * @param password the password of the user, for a person who logs in
 * @param store a directory of the client's own, the same after a restart
 * @param syncTimeout the timeout that its syncs should have
 */
record Login(
    String homeserver,
    String userId,
    String deviceId,
    String accessToken,
    Optional<String> refreshToken,
    String password,
    Path store,
    Duration syncTimeout) {

  /** The command that starts a client with it. */
  ObjectNode toCommand() {
    ObjectNode command =
        JsonNodeFactory.instance
            .objectNode()
            .put("do", "start")
            .put("homeserver", homeserver)
            .put("user_id", userId)
            .put("device_id", deviceId)
            .put("access_token", accessToken);
    refreshToken.ifPresent(token -> command.put("refresh_token", token));
    return command.put("store", store.toString()).put("sync_timeout_ms", syncTimeout.toMillis());
  }
}
