package io.todevice.http;

import io.todevice.api.ClaimKeysApi;
import io.todevice.api.DefineFilterApi;
import io.todevice.api.DeleteDeviceApi;
import io.todevice.api.DeleteDevicesApi;
import io.todevice.api.DeleteProfileFieldApi;
import io.todevice.api.DeletePushRuleApi;
import io.todevice.api.DeleteRoomKeyBySessionIdApi;
import io.todevice.api.DeleteRoomKeysApi;
import io.todevice.api.DeleteRoomKeysByRoomIdApi;
import io.todevice.api.DeleteRoomKeysVersionApi;
import io.todevice.api.GetAccountDataApi;
import io.todevice.api.GetAvatarUrlApi;
import io.todevice.api.GetCapabilitiesApi;
import io.todevice.api.GetDeviceApi;
import io.todevice.api.GetDevicesApi;
import io.todevice.api.GetDisplayNameApi;
import io.todevice.api.GetFilterApi;
import io.todevice.api.GetKeysChangesApi;
import io.todevice.api.GetLoginFlowsApi;
import io.todevice.api.GetProfileFieldApi;
import io.todevice.api.GetPushRuleActionsApi;
import io.todevice.api.GetPushRuleApi;
import io.todevice.api.GetPushRulesApi;
import io.todevice.api.GetPushRulesGlobalApi;
import io.todevice.api.GetRoomKeyBySessionIdApi;
import io.todevice.api.GetRoomKeysApi;
import io.todevice.api.GetRoomKeysByRoomIdApi;
import io.todevice.api.GetRoomKeysVersionApi;
import io.todevice.api.GetRoomKeysVersionCurrentApi;
import io.todevice.api.GetTokenOwnerApi;
import io.todevice.api.GetUserProfileApi;
import io.todevice.api.GetVersionsApi;
import io.todevice.api.GetWellknownApi;
import io.todevice.api.IsPushRuleEnabledApi;
import io.todevice.api.LoginApi;
import io.todevice.api.LogoutAllApi;
import io.todevice.api.LogoutApi;
import io.todevice.api.PostRoomKeysVersionApi;
import io.todevice.api.PutRoomKeyBySessionIdApi;
import io.todevice.api.PutRoomKeysApi;
import io.todevice.api.PutRoomKeysByRoomIdApi;
import io.todevice.api.PutRoomKeysVersionApi;
import io.todevice.api.QueryKeysApi;
import io.todevice.api.RefreshApi;
import io.todevice.api.RegisterApi;
import io.todevice.api.SendToDeviceApi;
import io.todevice.api.ServedOperations;
import io.todevice.api.SetAccountDataApi;
import io.todevice.api.SetAvatarUrlApi;
import io.todevice.api.SetDisplayNameApi;
import io.todevice.api.SetProfileFieldApi;
import io.todevice.api.SetPushRuleActionsApi;
import io.todevice.api.SetPushRuleApi;
import io.todevice.api.SetPushRuleEnabledApi;
import io.todevice.api.SlidingSyncApi;
import io.todevice.api.SyncApi;
import io.todevice.api.UpdateDeviceApi;
import io.todevice.api.UploadCrossSigningKeysApi;
import io.todevice.api.UploadCrossSigningSignaturesApi;
import io.todevice.api.UploadKeysApi;

/**
 * Which class implements which operation. An operation that is served and not named here does not
 * compile.
 *
 * @param sendToDevice sends messages
 * @param sync delivers them
 * @param slidingSync delivers them extension by extension
 * @param sessions logs in and out
 * @param registration makes accounts
 * @param devices keeps the caller's devices
 * @param filters keeps filters
 * @param keys publishes and hands out keys
 * @param crossSigning publishes cross-signing keys and signatures
 * @param keyBackups keeps keys in backups
 * @param keyBackupVersions keeps backups
 * @param pushRules keeps push rules
 * @param accountData keeps account data
 * @param profiles keeps profiles
 * @param server tells about the server
 */
public record Implementations(
    SendToDeviceResource sendToDevice,
    SyncResource sync,
    SlidingSyncResource slidingSync,
    SessionResource sessions,
    RegistrationResource registration,
    DeviceResource devices,
    FilterResource filters,
    KeysResource keys,
    CrossSigningResource crossSigning,
    KeyBackupResource keyBackups,
    KeyBackupVersionResource keyBackupVersions,
    PushRuleResource pushRules,
    AccountDataResource accountData,
    ProfileResource profiles,
    ServerResource server)
    implements ServedOperations {

  @Override
  public SendToDeviceApi implementationOfSendToDeviceApi() {
    return sendToDevice;
  }

  @Override
  public SyncApi implementationOfSyncApi() {
    return sync;
  }

  @Override
  public SlidingSyncApi implementationOfSlidingSyncApi() {
    return slidingSync;
  }

  @Override
  public GetLoginFlowsApi implementationOfGetLoginFlowsApi() {
    return sessions;
  }

  @Override
  public LoginApi implementationOfLoginApi() {
    return sessions;
  }

  @Override
  public RefreshApi implementationOfRefreshApi() {
    return sessions;
  }

  @Override
  public LogoutApi implementationOfLogoutApi() {
    return sessions;
  }

  @Override
  public LogoutAllApi implementationOfLogoutAllApi() {
    return sessions;
  }

  @Override
  public GetTokenOwnerApi implementationOfGetTokenOwnerApi() {
    return sessions;
  }

  @Override
  public RegisterApi implementationOfRegisterApi() {
    return registration;
  }

  @Override
  public GetDevicesApi implementationOfGetDevicesApi() {
    return devices;
  }

  @Override
  public GetDeviceApi implementationOfGetDeviceApi() {
    return devices;
  }

  @Override
  public UpdateDeviceApi implementationOfUpdateDeviceApi() {
    return devices;
  }

  @Override
  public DeleteDeviceApi implementationOfDeleteDeviceApi() {
    return devices;
  }

  @Override
  public DeleteDevicesApi implementationOfDeleteDevicesApi() {
    return devices;
  }

  @Override
  public DefineFilterApi implementationOfDefineFilterApi() {
    return filters;
  }

  @Override
  public GetFilterApi implementationOfGetFilterApi() {
    return filters;
  }

  @Override
  public UploadKeysApi implementationOfUploadKeysApi() {
    return keys;
  }

  @Override
  public QueryKeysApi implementationOfQueryKeysApi() {
    return keys;
  }

  @Override
  public ClaimKeysApi implementationOfClaimKeysApi() {
    return keys;
  }

  @Override
  public GetKeysChangesApi implementationOfGetKeysChangesApi() {
    return keys;
  }

  @Override
  public UploadCrossSigningKeysApi implementationOfUploadCrossSigningKeysApi() {
    return crossSigning;
  }

  @Override
  public UploadCrossSigningSignaturesApi implementationOfUploadCrossSigningSignaturesApi() {
    return crossSigning;
  }

  @Override
  public GetVersionsApi implementationOfGetVersionsApi() {
    return server;
  }

  @Override
  public GetCapabilitiesApi implementationOfGetCapabilitiesApi() {
    return server;
  }

  @Override
  public GetPushRulesApi implementationOfGetPushRulesApi() {
    return pushRules;
  }

  @Override
  public GetWellknownApi implementationOfGetWellknownApi() {
    return server;
  }

  @Override
  public SetAccountDataApi implementationOfSetAccountDataApi() {
    return accountData;
  }

  @Override
  public GetAccountDataApi implementationOfGetAccountDataApi() {
    return accountData;
  }

  @Override
  public GetUserProfileApi implementationOfGetUserProfileApi() {
    return profiles;
  }

  @Override
  public SetDisplayNameApi implementationOfSetDisplayNameApi() {
    return profiles;
  }

  @Override
  public GetDisplayNameApi implementationOfGetDisplayNameApi() {
    return profiles;
  }

  @Override
  public SetAvatarUrlApi implementationOfSetAvatarUrlApi() {
    return profiles;
  }

  @Override
  public GetAvatarUrlApi implementationOfGetAvatarUrlApi() {
    return profiles;
  }

  @Override
  public SetProfileFieldApi implementationOfSetProfileFieldApi() {
    return profiles;
  }

  @Override
  public GetProfileFieldApi implementationOfGetProfileFieldApi() {
    return profiles;
  }

  @Override
  public DeleteProfileFieldApi implementationOfDeleteProfileFieldApi() {
    return profiles;
  }

  @Override
  public PutRoomKeysApi implementationOfPutRoomKeysApi() {
    return keyBackups;
  }

  @Override
  public PutRoomKeysByRoomIdApi implementationOfPutRoomKeysByRoomIdApi() {
    return keyBackups;
  }

  @Override
  public PutRoomKeyBySessionIdApi implementationOfPutRoomKeyBySessionIdApi() {
    return keyBackups;
  }

  @Override
  public GetRoomKeysApi implementationOfGetRoomKeysApi() {
    return keyBackups;
  }

  @Override
  public GetRoomKeysByRoomIdApi implementationOfGetRoomKeysByRoomIdApi() {
    return keyBackups;
  }

  @Override
  public GetRoomKeyBySessionIdApi implementationOfGetRoomKeyBySessionIdApi() {
    return keyBackups;
  }

  @Override
  public DeleteRoomKeysApi implementationOfDeleteRoomKeysApi() {
    return keyBackups;
  }

  @Override
  public DeleteRoomKeysByRoomIdApi implementationOfDeleteRoomKeysByRoomIdApi() {
    return keyBackups;
  }

  @Override
  public DeleteRoomKeyBySessionIdApi implementationOfDeleteRoomKeyBySessionIdApi() {
    return keyBackups;
  }

  @Override
  public PostRoomKeysVersionApi implementationOfPostRoomKeysVersionApi() {
    return keyBackupVersions;
  }

  @Override
  public GetRoomKeysVersionCurrentApi implementationOfGetRoomKeysVersionCurrentApi() {
    return keyBackupVersions;
  }

  @Override
  public GetRoomKeysVersionApi implementationOfGetRoomKeysVersionApi() {
    return keyBackupVersions;
  }

  @Override
  public PutRoomKeysVersionApi implementationOfPutRoomKeysVersionApi() {
    return keyBackupVersions;
  }

  @Override
  public DeleteRoomKeysVersionApi implementationOfDeleteRoomKeysVersionApi() {
    return keyBackupVersions;
  }

  @Override
  public GetPushRulesGlobalApi implementationOfGetPushRulesGlobalApi() {
    return pushRules;
  }

  @Override
  public GetPushRuleApi implementationOfGetPushRuleApi() {
    return pushRules;
  }

  @Override
  public SetPushRuleApi implementationOfSetPushRuleApi() {
    return pushRules;
  }

  @Override
  public DeletePushRuleApi implementationOfDeletePushRuleApi() {
    return pushRules;
  }

  @Override
  public IsPushRuleEnabledApi implementationOfIsPushRuleEnabledApi() {
    return pushRules;
  }

  @Override
  public SetPushRuleEnabledApi implementationOfSetPushRuleEnabledApi() {
    return pushRules;
  }

  @Override
  public GetPushRuleActionsApi implementationOfGetPushRuleActionsApi() {
    return pushRules;
  }

  @Override
  public SetPushRuleActionsApi implementationOfSetPushRuleActionsApi() {
    return pushRules;
  }
}
