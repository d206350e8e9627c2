package io.todevice.http;

import io.todevice.api.DeleteProfileFieldApi;
import io.todevice.api.GetAvatarUrlApi;
import io.todevice.api.GetDisplayNameApi;
import io.todevice.api.GetProfileFieldApi;
import io.todevice.api.GetUserProfileApi;
import io.todevice.api.SetAvatarUrlApi;
import io.todevice.api.SetDisplayNameApi;
import io.todevice.api.SetProfileFieldApi;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserKey;
import io.todevice.http.call.Caller;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.SetAvatarUrlRequest;
import io.todevice.model.SetDisplayNameRequest;
import io.todevice.service.userdata.ProfileService;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Profiles, in the operations of the releases up to v1.15 and in those of v1.16, where one takes
 * the name of any field (clause K12).
 */
public record ProfileResource(ProfileService profiles, JsonReader reader, JsonWriter writer)
    implements GetUserProfileApi,
        SetDisplayNameApi,
        GetDisplayNameApi,
        SetAvatarUrlApi,
        GetAvatarUrlApi,
        SetProfileFieldApi,
        GetProfileFieldApi,
        DeleteProfileFieldApi {

  private static final String DISPLAY_NAME = "displayname";
  private static final String AVATAR_URL = "avatar_url";

  /** Fields that are texts; any other may be anything. */
  private static final Set<String> TEXTS = Set.of(DISPLAY_NAME, AVATAR_URL);

  @Override
  public CompletionStage<JsonObject> getUserProfile(UserKey userId, Caller caller) {
    return profiles.get(userId).thenApply(fields -> JsonObject.of(writer.write(fields)));
  }

  @Override
  public CompletionStage<JsonObject> setDisplayName(
      UserKey userId, SetDisplayNameRequest request, Caller caller) {
    return setText(userId, DISPLAY_NAME, request.displayname(), caller);
  }

  @Override
  public CompletionStage<JsonObject> getDisplayName(UserKey userId, Caller caller) {
    return getProfileField(userId, DISPLAY_NAME, caller);
  }

  @Override
  public CompletionStage<JsonObject> setAvatarUrl(
      UserKey userId, SetAvatarUrlRequest request, Caller caller) {
    return setText(userId, AVATAR_URL, request.avatarUrl(), caller);
  }

  @Override
  public CompletionStage<JsonObject> getAvatarUrl(UserKey userId, Caller caller) {
    return getProfileField(userId, AVATAR_URL, caller);
  }

  @Override
  public CompletionStage<JsonObject> setProfileField(
      UserKey userId, String field, JsonObject request, Caller caller) {
    JsonValue value = reader.members(request, "The body").get(field);
    if (value == null) {
      throw new MatrixException(ErrorCode.M_MISSING_PARAM, "'" + field + "' is missing");
    }
    if (TEXTS.contains(field)) {
      String text = reader.read(value.toBytes(), String.class, "'" + field + "'");
      return setText(userId, field, text, caller);
    }
    return set(userId, field, Optional.of(value), caller);
  }

  @Override
  public CompletionStage<JsonObject> getProfileField(UserKey userId, String field, Caller caller) {
    return profiles
        .get(userId, field)
        .thenApply(value -> JsonObject.of(writer.write(Map.of(field, value))));
  }

  @Override
  public CompletionStage<JsonObject> deleteProfileField(
      UserKey userId, String field, Caller caller) {
    return set(userId, field, Optional.empty(), caller);
  }

  /** An empty text says the same as none: clients send either to have no name. */
  private CompletionStage<JsonObject> setText(
      UserKey user, String field, @Nullable String text, Caller caller) {
    return set(
        user,
        field,
        Optional.ofNullable(text)
            .filter(given -> !given.isEmpty())
            .map(given -> JsonValue.of(writer.write(given))),
        caller);
  }

  private CompletionStage<JsonObject> set(
      UserKey user, String field, Optional<JsonValue> value, Caller caller) {
    return profiles.set(caller.getUser(), user, field, value).thenApply(set -> JsonObject.EMPTY);
  }
}
