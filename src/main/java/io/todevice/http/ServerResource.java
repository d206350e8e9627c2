package io.todevice.http;

import io.todevice.api.GetCapabilitiesApi;
import io.todevice.api.GetPushRulesApi;
import io.todevice.api.GetVersionsApi;
import io.todevice.domain.JsonObject;
import io.todevice.http.call.Caller;
import io.todevice.model.GetCapabilitiesResponse;
import io.todevice.model.GetPushRulesResponse;
import io.todevice.model.GetVersionsResponse;
import io.todevice.validation.AnswerSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** What clients ask the server about itself before they sync (clause R4). */
public final class ServerResource implements GetVersionsApi, GetCapabilitiesApi, GetPushRulesApi {

  /**
   * What this server does not offer. Of most of it a server is taken to offer it unless it says
   * otherwise; of {@code m.profile_fields} as soon as it lists a release that knows it.
   */
  private static final List<String> NOT_OFFERED =
      List.of(
          "m.change_password",
          "m.set_displayname",
          "m.set_avatar_url",
          "m.3pid_changes",
          "m.profile_fields",
          "m.get_login_token");

  private static final JsonObject NO_RULES =
      json("{\"content\":[],\"override\":[],\"room\":[],\"sender\":[],\"underride\":[]}");

  private final GetVersionsResponse versions;
  private final CompletionStage<GetCapabilitiesResponse> capabilities;
  private final GetPushRulesResponse pushRules;

  /**
   * The resource.
   *
   * @param versions the releases of the specification that the server supports
   * @param capabilities what the document says of the answer about capabilities: none that it
   *     forbids is named
   */
  public ServerResource(List<String> versions, CompletionStage<AnswerSchema> capabilities) {
    this.versions =
        GetVersionsResponse.of(
            GetVersionsResponse.builder().versions(versions).unstableFeatures(JsonObject.EMPTY));
    this.capabilities =
        capabilities.thenApply(
            schema ->
                GetCapabilitiesResponse.of(
                    GetCapabilitiesResponse.builder().capabilities(noCapabilities(schema))));
    this.pushRules = GetPushRulesResponse.of(GetPushRulesResponse.builder().global(NO_RULES));
  }

  @Override
  public CompletionStage<GetVersionsResponse> getVersions(Caller caller) {
    return CompletableFuture.completedStage(versions);
  }

  @Override
  public CompletionStage<GetCapabilitiesResponse> getCapabilities(Caller caller) {
    return capabilities;
  }

  @Override
  public CompletionStage<GetPushRulesResponse> getPushRules(Caller caller) {
    return CompletableFuture.completedStage(pushRules);
  }

  private static JsonObject noCapabilities(AnswerSchema schema) {
    return json(
        NOT_OFFERED.stream()
            .map(name -> "\"" + name + "\":{\"enabled\":false}")
            .filter(member -> isAllowed(member, schema))
            .collect(Collectors.joining(",", "{", "}")));
  }

  /** Other members that the document requires are missing with and without this one. */
  private static boolean isAllowed(String member, AnswerSchema schema) {
    return schema.countFaults("{\"capabilities\":{" + member + "}}")
        <= schema.countFaults("{\"capabilities\":{}}");
  }

  private static JsonObject json(String text) {
    return JsonObject.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
