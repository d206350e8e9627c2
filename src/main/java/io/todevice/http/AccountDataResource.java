package io.todevice.http;

import io.todevice.api.GetAccountDataApi;
import io.todevice.api.SetAccountDataApi;
import io.todevice.domain.AccountData;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.UserKey;
import io.todevice.http.call.Caller;
import io.todevice.service.userdata.AccountDataService;
import java.util.concurrent.CompletionStage;

/** The operations on account data (clause K12). */
public final class AccountDataResource implements SetAccountDataApi, GetAccountDataApi {

  private final AccountDataService accountData;

  /** The resource. */
  public AccountDataResource(AccountDataService accountData) {
    this.accountData = accountData;
  }

  @Override
  public CompletionStage<JsonObject> setAccountData(
      UserKey userId, EventType type, JsonObject content, Caller caller) {
    return accountData
        .put(caller.getDevice(), userId, new AccountData(type, content))
        .thenApply(kept -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> getAccountData(UserKey userId, EventType type, Caller caller) {
    return accountData.get(caller.getDevice(), userId, type);
  }
}
