package io.todevice.faults.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.admin.Answered;
import io.todevice.domain.ErrorCode;
import io.todevice.faults.FaultRules;
import io.todevice.http.error.ErrorEnvelope;
import io.todevice.http.exchange.Bindings;
import io.todevice.http.exchange.DirectRoad;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.Gateway;
import io.todevice.http.exchange.Responses;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.http.route.FixedDocument;
import io.todevice.http.route.Router;
import io.todevice.http.wire.HttpConnection;
import io.todevice.http.wire.RequestHandler;
import io.todevice.http.wire.RequestHead;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.ServedRequest;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.limits.RequestLimiter;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.model.TokenLocation;
import io.todevice.text.PackedFile;
import io.todevice.text.StrictYaml;
import io.todevice.text.YamlException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Serves the admin API of faults, {@code /faults} and what is below it, to those who have its token
 * and come from no other origin. Safe for use by many threads.
 */
public final class FaultsAdmin implements RequestHandler {

  /** Where the rules are; with {@value #DOCUMENT}, the OpenAPI document of the API. */
  public static final String PATH = "/faults";

  private static final String DOCUMENT = PATH + "/openapi.yaml";

  private final byte[] token;
  private final Optional<RequestHandler> others;
  private final Gateway gateway;

  /**
   * An admin API.
   *
   * @param token what requests must have as their bearer token
   * @param others serves all other paths; empty if there are none
   */
  public FaultsAdmin(FaultRules rules, String token, Optional<RequestHandler> others) {
    this.token = token.getBytes(UTF_8);
    this.others = others;
    byte[] yaml = PackedFile.read(FaultsAdmin.class, "/io/todevice/faults/admin/faults.yaml");
    SpecificationDocument document = SpecificationDocument.of(tree(yaml));
    JsonMapper mapper = JsonMappers.create();
    Bindings bindings =
        new Bindings(
            new FaultsResource(rules).listBindings(),
            new JsonReader(mapper),
            new JsonWriter(mapper));
    gateway =
        new Gateway(
            new Router(
                document.operations(),
                List.of(new FixedDocument(DOCUMENT, "application/yaml", yaml)),
                Map.of()),
            /* trustedProxies= */ 0,
            unused -> {
              throw new IllegalStateException("no operation has a token of a user");
            },
            ApplicationServices.NONE,
            RequestLimiter.NONE,
            operation -> Optional.empty(),
            new DirectRoad(document.operations(), bindings),
            ExchangeObserver.NONE,
            () -> {});
  }

  private static JsonNode tree(byte[] yaml) {
    try {
      return StrictYaml.read(yaml).orElseThrow();
    } catch (YamlException e) {
      throw new IllegalStateException("faults.yaml cannot be read", e);
    }
  }

  @Override
  public ServedRequest accept(HttpConnection connection, RequestHead head) {
    boolean isOwn = head.path().equals(PATH) || head.path().startsWith(PATH + "/");
    if (!isOwn && others.isPresent()) {
      return others.get().accept(connection, head);
    }
    Optional<Response> refusal = refusal(head);
    return refusal.isPresent()
        ? new Answered(connection, refusal::get)
        : gateway.accept(connection, head);
  }

  private Optional<Response> refusal(RequestHead head) {
    String own = "http://" + String.join(",", head.fields("Host"));
    if (!head.fields("Origin").stream().allMatch(own::equalsIgnoreCase)) {
      return refusal(ErrorCode.M_FORBIDDEN, "This is not for pages of other origins");
    }
    List<String> fields = head.fields("Authorization");
    String given = fields.size() == 1 ? TokenLocation.Bearer.token(fields.get(0)) : "";
    if (given.isEmpty()) {
      return refusal(ErrorCode.M_MISSING_TOKEN, "Missing the bearer token of the admin API");
    }
    return MessageDigest.isEqual(given.getBytes(UTF_8), token)
        ? Optional.empty()
        : refusal(ErrorCode.M_UNKNOWN_TOKEN, "This is not the token of the admin API");
  }

  private static Optional<Response> refusal(ErrorCode code, String message) {
    return Optional.of(Responses.of(ErrorEnvelope.of(code, message)));
  }

  /** Those of the endpoint are enough. */
  @Override
  public List<Response.Field> commonFields() {
    return List.of();
  }

  @Override
  public Response reject(int status, String reason) {
    return gateway.reject(status, reason);
  }

  @Override
  public void start(ScheduledExecutorService timer) {
    gateway.start(timer);
    others.ifPresent(handler -> handler.start(timer));
  }

  @Override
  public void stopping() {
    gateway.stopping();
    others.ifPresent(RequestHandler::stopping);
  }

  @Override
  public void stopped() {
    gateway.stopped();
    others.ifPresent(RequestHandler::stopped);
  }
}
