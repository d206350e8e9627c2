package io.todevice.http;

import io.todevice.api.GetAccountDataApi;
import io.todevice.api.SetAccountDataApi;
import io.todevice.domain.AccountData;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.UserKey;
import io.todevice.http.call.Caller;
import io.todevice.http.json.JsonWriter;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.service.userdata.AccountDataService;
import io.todevice.service.userdata.PushRuleService;
import java.util.concurrent.CompletionStage;

/** The operations on account data (clause K12). */
public final class AccountDataResource implements SetAccountDataApi, GetAccountDataApi {

  private final AccountDataService accountData;
  private final PushRuleService pushRules;
  private final PushRuleJson json;

  /** The resource. */
  public AccountDataResource(
      AccountDataService accountData, PushRuleService pushRules, JsonWriter writer) {
    this.accountData = accountData;
    this.pushRules = pushRules;
    this.json = new PushRuleJson(writer);
  }

  @Override
  public CompletionStage<JsonObject> setAccountData(
      UserKey userId, EventType type, JsonObject content, Caller caller) {
    return accountData
        .put(caller.getUser(), userId, new AccountData(type, content))
        .thenApply(kept -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> getAccountData(UserKey userId, EventType type, Caller caller) {
    AuthenticatedUser user = caller.getUser();
    return type.equals(PushRuleJson.TYPE) && user.isUser(userId)
        ? pushRules.get(user).thenApply(json::ofAll)
        : accountData.get(user, userId, type);
  }
}
