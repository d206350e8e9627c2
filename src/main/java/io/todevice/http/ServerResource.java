package io.todevice.http;

import io.todevice.api.GetCapabilitiesApi;
import io.todevice.api.GetVersionsApi;
import io.todevice.api.GetWellknownApi;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.http.call.Caller;
import io.todevice.model.GetCapabilitiesResponse;
import io.todevice.model.GetVersionsResponse;
import io.todevice.validation.AnswerSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients ask the server about itself before they sync (clause R4). */
public final class ServerResource implements GetVersionsApi, GetCapabilitiesApi, GetWellknownApi {

  private static final String ENABLED = "{\"enabled\":true}";
  private static final String DISABLED = "{\"enabled\":false}";

  /** Without the operations that take the name of any field, these are all there are. */
  private static final String TWO_FIELDS =
      "{\"enabled\":true,\"allowed\":[\"displayname\",\"avatar_url\"]}";

  /**
   * What this server does not offer. Of most of it a server is taken to offer it unless it says
   * otherwise.
   */
  private static final List<String> NOT_OFFERED =
      List.of("m.change_password", "m.3pid_changes", "m.get_login_token");

  /** Sliding sync, and the extensions of it that are served. */
  private static final JsonObject UNSTABLE =
      json(
          "{\"org.matrix.simplified_msc3575\":true,\"org.matrix.msc4538\":true,"
              + "\"org.matrix.msc4543\":true}");

  private final GetVersionsResponse versions;
  private final CompletionStage<GetCapabilitiesResponse> capabilities;
  private final Optional<JsonObject> wellKnown;

  /**
   * The resource.
   *
   * @param versions the releases of the specification that the server supports
   * @param capabilities what the document says of the answer about capabilities: none that it
   *     forbids is named
   * @param hasProfileFields whether clients may set any field of a profile
   * @param publicBaseUrl where clients find the server; empty if that is not told
   */
  public ServerResource(
      List<String> versions,
      CompletionStage<AnswerSchema> capabilities,
      boolean hasProfileFields,
      Optional<String> publicBaseUrl) {
    this.versions =
        GetVersionsResponse.of(
            GetVersionsResponse.builder().versions(versions).unstableFeatures(UNSTABLE));
    this.capabilities =
        capabilities.thenApply(
            schema ->
                GetCapabilitiesResponse.of(
                    GetCapabilitiesResponse.builder()
                        .capabilities(capabilities(schema, hasProfileFields))));
    // A URL has no character that JSON escapes.
    this.wellKnown =
        publicBaseUrl.map(url -> json("{\"m.homeserver\":{\"base_url\":\"" + url + "\"}}"));
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
  public CompletionStage<JsonObject> getWellknown(Caller caller) {
    return wellKnown
        .<CompletionStage<JsonObject>>map(CompletableFuture::completedStage)
        .orElseThrow(
            () ->
                new MatrixException(
                    ErrorCode.M_NOT_FOUND, "This server does not tell its public URL"));
  }

  /**
   * A server is taken to offer some things as soon as it lists a release that knows them, and
   * others only where it says so.
   */
  private static JsonObject capabilities(AnswerSchema schema, boolean hasProfileFields) {
    return json(
        Stream.concat(
                NOT_OFFERED.stream().map(name -> member(name, DISABLED)),
                Stream.of(
                    member("m.set_displayname", ENABLED),
                    member("m.set_avatar_url", ENABLED),
                    member("m.profile_fields", hasProfileFields ? ENABLED : TWO_FIELDS)))
            .filter(member -> isAllowed(member, schema))
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static String member(String name, String value) {
    return "\"" + name + "\":" + value;
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
