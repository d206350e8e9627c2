package io.todevice.http;

import com.fasterxml.jackson.core.type.TypeReference;
import io.todevice.api.DeletePushRuleApi;
import io.todevice.api.GetPushRuleActionsApi;
import io.todevice.api.GetPushRuleApi;
import io.todevice.api.GetPushRulesApi;
import io.todevice.api.GetPushRulesGlobalApi;
import io.todevice.api.IsPushRuleEnabledApi;
import io.todevice.api.SetPushRuleActionsApi;
import io.todevice.api.SetPushRuleApi;
import io.todevice.api.SetPushRuleEnabledApi;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.MatrixException;
import io.todevice.domain.PushRule;
import io.todevice.domain.PushRuleKind;
import io.todevice.http.call.Caller;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.GetPushRulesResponse;
import io.todevice.model.IsPushRuleEnabledResponse;
import io.todevice.model.SetPushRuleActionsRequest;
import io.todevice.model.SetPushRuleEnabledRequest;
import io.todevice.model.SetPushRuleRequest;
import io.todevice.service.userdata.PushRuleService;
import io.todevice.text.StorableText;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The operations on push rules (clause K12). */
public final class PushRuleResource
    implements GetPushRulesApi,
        GetPushRulesGlobalApi,
        GetPushRuleApi,
        SetPushRuleApi.WithQuery,
        DeletePushRuleApi,
        IsPushRuleEnabledApi,
        SetPushRuleEnabledApi,
        GetPushRuleActionsApi,
        SetPushRuleActionsApi {

  private static final Type LIST = new TypeReference<List<JsonValue>>() {}.getType();
  private static final JsonValue NO_CONDITIONS =
      JsonValue.of("[]".getBytes(StandardCharsets.US_ASCII));

  private final PushRuleService rules;
  private final JsonReader reader;
  private final JsonWriter writer;
  private final PushRuleJson json;

  /** The resource. */
  public PushRuleResource(PushRuleService rules, JsonReader reader, JsonWriter writer) {
    this.rules = rules;
    this.reader = reader;
    this.writer = writer;
    this.json = new PushRuleJson(writer);
  }

  @Override
  public CompletionStage<GetPushRulesResponse> getPushRules(Caller caller) {
    return rules
        .get(caller.getUser())
        .thenApply(
            all ->
                GetPushRulesResponse.of(
                    GetPushRulesResponse.builder().global(json.ofRuleset(all))));
  }

  @Override
  public CompletionStage<JsonObject> getPushRulesGlobal(Caller caller) {
    return rules.get(caller.getUser()).thenApply(json::ofRuleset);
  }

  @Override
  public CompletionStage<JsonObject> getPushRule(String kind, String ruleId, Caller caller) {
    return rules.get(caller.getUser(), kind(kind), ruleId).thenApply(json::ofRule);
  }

  @Override
  public CompletionStage<JsonObject> setPushRule(
      String kind,
      String ruleId,
      SetPushRuleApi.Query query,
      SetPushRuleRequest request,
      Caller caller) {
    PushRuleKind kindOfRule = kind(kind);
    Optional<String> pattern = Optional.ofNullable(request.pattern());
    if (kindOfRule == PushRuleKind.CONTENT && pattern.isEmpty()) {
      throw new MatrixException(ErrorCode.M_MISSING_PARAM, "'pattern' is missing");
    }
    pattern
        .flatMap(StorableText::findFault)
        .ifPresent(
            fault -> {
              throw new MatrixException(ErrorCode.M_INVALID_PARAM, "'pattern' holds " + fault);
            });
    PushRule rule =
        new PushRule(
            ruleId,
            false,
            true,
            list(request.actions(), "actions"),
            kindOfRule.hasConditions()
                ? Optional.of(
                    Optional.ofNullable(request.conditions())
                        .map(conditions -> list(conditions, "conditions"))
                        .orElse(NO_CONDITIONS))
                : Optional.empty(),
            kindOfRule == PushRuleKind.CONTENT ? pattern : Optional.empty());
    PushRuleService.Place place =
        new PushRuleService.Place(
            Optional.ofNullable(query.before()), Optional.ofNullable(query.after()));
    return rules.put(caller.getUser(), kindOfRule, rule, place).thenApply(kept -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> deletePushRule(String kind, String ruleId, Caller caller) {
    return rules
        .delete(caller.getUser(), kind(kind), ruleId)
        .thenApply(deleted -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<IsPushRuleEnabledResponse> isPushRuleEnabled(
      String kind, String ruleId, Caller caller) {
    return rules
        .get(caller.getUser(), kind(kind), ruleId)
        .thenApply(
            rule ->
                IsPushRuleEnabledResponse.of(
                    IsPushRuleEnabledResponse.builder().enabled(rule.isEnabled())));
  }

  @Override
  public CompletionStage<JsonObject> setPushRuleEnabled(
      String kind, String ruleId, SetPushRuleEnabledRequest request, Caller caller) {
    boolean isEnabled = request.enabled();
    return rules
        .change(caller.getUser(), kind(kind), ruleId, rule -> rule.withEnabled(isEnabled))
        .thenApply(changed -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> getPushRuleActions(String kind, String ruleId, Caller caller) {
    return rules
        .get(caller.getUser(), kind(kind), ruleId)
        .thenApply(rule -> JsonObject.of(writer.write(Map.of("actions", rule.actions()))));
  }

  @Override
  public CompletionStage<JsonObject> setPushRuleActions(
      String kind, String ruleId, SetPushRuleActionsRequest request, Caller caller) {
    JsonValue actions = list(request.actions(), "actions");
    return rules
        .change(caller.getUser(), kind(kind), ruleId, rule -> rule.withActions(actions))
        .thenApply(changed -> JsonObject.EMPTY);
  }

  /** What passes through as JSON is a list all the same. */
  private JsonValue list(JsonValue value, String name) {
    List<JsonValue> unused = reader.read(value.toBytes(), LIST, "'" + name + "'");
    return value;
  }

  private static PushRuleKind kind(String wireName) {
    return PushRuleKind.find(wireName)
        .orElseThrow(
            () ->
                new MatrixException(
                    ErrorCode.M_INVALID_PARAM, "The parameter 'kind' is no kind of push rule"));
  }
}
