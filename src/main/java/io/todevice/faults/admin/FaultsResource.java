package io.todevice.faults.admin;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.faults.FaultRule;
import io.todevice.faults.FaultRules;
import io.todevice.faults.FaultScript;
import io.todevice.faults.FaultScriptException;
import io.todevice.faults.RuleInUse;
import io.todevice.faults.api.AddFaultsApi;
import io.todevice.faults.api.DeleteFaultApi;
import io.todevice.faults.api.DeleteFaultsApi;
import io.todevice.faults.api.ListFaultsApi;
import io.todevice.faults.model.AddFaultsResponse;
import io.todevice.faults.model.ListFaultsResponse;
import io.todevice.faults.model.ListFaultsResponseRulesItem;
import io.todevice.faults.model.ListFaultsResponseRulesItemRule;
import io.todevice.http.call.Binding;
import io.todevice.http.call.Caller;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The operations of the admin API. Safe for use by many threads. */
record FaultsResource(FaultRules rules)
    implements ListFaultsApi, AddFaultsApi, DeleteFaultsApi, DeleteFaultApi {

  List<Binding> listBindings() {
    return List.of(
        AddFaultsApi.bind(this),
        DeleteFaultApi.bind(this),
        DeleteFaultsApi.bind(this),
        ListFaultsApi.bind(this));
  }

  @Override
  public CompletionStage<ListFaultsResponse> listFaults(Caller caller) {
    return CompletableFuture.completedStage(
        ListFaultsResponse.of(
            ListFaultsResponse.builder()
                .rules(rules.list().stream().map(FaultsResource::item).toList())));
  }

  private static ListFaultsResponseRulesItem item(RuleInUse use) {
    return ListFaultsResponseRulesItem.of(
        ListFaultsResponseRulesItem.builder()
            .id((long) use.id())
            .matched(use.matched())
            .happened((long) use.happened())
            .rule(rule(use.rule())));
  }

  private static ListFaultsResponseRulesItemRule rule(FaultRule rule) {
    Map<String, Number> parameters = rule.effect().parameters();
    Number sigma = parameters.get("sigma");
    return ListFaultsResponseRulesItemRule.of(
        ListFaultsResponseRulesItemRule.builder()
            .effect(rule.effect().name())
            .ms(whole(parameters.get("ms")))
            .sigma(sigma == null ? null : (Double) sigma.doubleValue())
            .size(whole(parameters.get("size")))
            .operation(rule.operation().orElse(null))
            .user(rule.user().orElse(null))
            .device(rule.device().orElse(null))
            .eventType(rule.eventType().orElse(null))
            .times(rule.times() == Integer.MAX_VALUE ? null : (Long) (long) rule.times())
            .probability(rule.probability() == 1 ? null : (Double) rule.probability())
            .seed(rule.seed() == 0 ? null : (Long) rule.seed()));
  }

  private static @Nullable Long whole(@Nullable Number number) {
    return number == null ? null : number.longValue();
  }

  @Override
  public CompletionStage<AddFaultsResponse> addFaults(byte[] script, Caller caller) {
    try {
      List<Long> ids =
          FaultScript.read("script", script).addTo(rules, FaultRules.EVERYBODY).stream()
              .map(use -> (long) use.id())
              .toList();
      return CompletableFuture.completedStage(
          AddFaultsResponse.of(AddFaultsResponse.builder().ids(ids)));
    } catch (FaultScriptException e) {
      throw new MatrixException(ErrorCode.M_INVALID_PARAM, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public CompletionStage<@Nullable Void> deleteFaults(Caller caller) {
    rules.remove(FaultRules.EVERYBODY);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<@Nullable Void> deleteFault(Long id, Caller caller) {
    if (!rules.remove(id)) {
      throw new MatrixException(ErrorCode.M_NOT_FOUND, "There is no rule " + id);
    }
    return CompletableFuture.completedStage(null);
  }
}
