package io.todevice.http;

import io.todevice.api.GetCapabilitiesApi;
import io.todevice.api.GetPushRulesApi;
import io.todevice.api.GetVersionsApi;
import io.todevice.domain.JsonObject;
import io.todevice.http.auth.Caller;
import io.todevice.model.Capabilities;
import io.todevice.model.ChangePasswordCapability;
import io.todevice.model.GetCapabilitiesResponse;
import io.todevice.model.GetPushRulesResponse;
import io.todevice.model.GetVersionsResponse;
import io.todevice.model.PushRuleset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What clients ask the server about itself before they sync (clause R4). */
public final class ServerResource implements GetVersionsApi, GetCapabilitiesApi, GetPushRulesApi {

  /** What a server is taken to offer unless it says otherwise, and this one does not. */
  private static final List<String> NOT_OFFERED =
      List.of("m.set_displayname", "m.set_avatar_url", "m.3pid_changes");

  private static final JsonObject DISABLED =
      JsonObject.of("{\"enabled\":false}".getBytes(StandardCharsets.US_ASCII));

  private final GetVersionsResponse versions;
  private final GetCapabilitiesResponse capabilities;
  private final GetPushRulesResponse pushRules;

  /**
   * The resource.
   *
   * @param versions the releases of the specification that the server supports
   */
  public ServerResource(List<String> versions) {
    this.versions =
        GetVersionsResponse.builder().versions(versions).unstableFeatures(Map.of()).build();
    this.capabilities = GetCapabilitiesResponse.builder().capabilities(noCapabilities()).build();
    this.pushRules = GetPushRulesResponse.builder().global(noRules()).build();
  }

  @Override
  public CompletionStage<GetVersionsResponse> getVersions(Caller caller) {
    return CompletableFuture.completedStage(versions);
  }

  @Override
  public CompletionStage<GetCapabilitiesResponse> getCapabilities(Caller caller) {
    return CompletableFuture.completedStage(capabilities);
  }

  @Override
  public CompletionStage<GetPushRulesResponse> getPushRules(Caller caller) {
    return CompletableFuture.completedStage(pushRules);
  }

  private static Capabilities noCapabilities() {
    Map<String, JsonObject> others = new LinkedHashMap<>();
    NOT_OFFERED.forEach(name -> others.put(name, DISABLED));
    return Capabilities.builder()
        .mChangePassword(ChangePasswordCapability.builder().enabled(false).build())
        .additionalProperties(others)
        .build();
  }

  private static PushRuleset noRules() {
    return PushRuleset.builder()
        .content(List.of())
        .override(List.of())
        .room(List.of())
        .sender(List.of())
        .underride(List.of())
        .build();
  }
}
