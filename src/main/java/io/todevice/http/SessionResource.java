package io.todevice.http;

import io.todevice.api.GetLoginFlowsApi;
import io.todevice.api.GetTokenOwnerApi;
import io.todevice.api.LoginApi;
import io.todevice.api.LogoutAllApi;
import io.todevice.api.LogoutApi;
import io.todevice.api.RefreshApi;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.JsonObject;
import io.todevice.http.call.Caller;
import io.todevice.model.GetLoginFlowsResponse;
import io.todevice.model.GetLoginFlowsResponseFlowsItem;
import io.todevice.model.GetTokenOwnerResponse;
import io.todevice.model.LoginRequest;
import io.todevice.model.LoginResponse;
import io.todevice.model.RefreshRequest;
import io.todevice.model.RefreshResponse;
import io.todevice.service.account.DeviceRequest;
import io.todevice.service.account.IssuedTokens;
import io.todevice.service.account.SessionService;
import io.todevice.service.account.SignedIn;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.service.password.Password;
import io.todevice.service.password.UserIdentifier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Logging in and out, and whose a token is (clauses A5, A6, R4, R5). */
public record SessionResource(SessionService sessions, InteractiveAuth interactive)
    implements GetLoginFlowsApi, LoginApi, RefreshApi, LogoutApi, LogoutAllApi, GetTokenOwnerApi {

  @Override
  public CompletionStage<GetLoginFlowsResponse> getLoginFlows(Caller caller) {
    return CompletableFuture.completedStage(
        GetLoginFlowsResponse.of(
            GetLoginFlowsResponse.builder()
                .flows(sessions.loginTypes().stream().map(SessionResource::flow).toList())));
  }

  @Override
  public CompletionStage<LoginResponse> login(LoginRequest request, Caller caller) {
    // The form before identifiers, which clients still send.
    Optional<UserIdentifier> deprecated =
        Optional.ofNullable(request.user()).map(UserIdentifier::ofUser);
    io.todevice.service.account.LoginRequest login =
        new io.todevice.service.account.LoginRequest(
            request.type(),
            Optional.ofNullable(request.identifier())
                .map(interactive::identifier)
                .or(() -> deprecated),
            Optional.ofNullable(request.password()).map(Password::new),
            new DeviceRequest(
                Optional.ofNullable(request.deviceId()),
                Optional.ofNullable(request.initialDeviceDisplayName()),
                Boolean.TRUE.equals(request.refreshToken())),
            caller.network().get());
    return (sessions.isOfService(login)
            ? sessions.login(caller.getService(), login)
            : sessions.login(login))
        .thenApply(SessionResource::response);
  }

  @Override
  public CompletionStage<RefreshResponse> refresh(RefreshRequest request, Caller caller) {
    return sessions
        .refresh(new AccessToken(request.refreshToken()))
        .thenApply(
            tokens ->
                RefreshResponse.of(
                    RefreshResponse.builder()
                        .accessToken(tokens.accessToken().value())
                        .refreshToken(tokens.refreshToken().map(AccessToken::value).orElse(null))
                        .expiresInMs(tokens.expiresIn().map(Duration::toMillis).orElse(null))));
  }

  @Override
  public CompletionStage<JsonObject> logout(Caller caller) {
    return sessions.logout(caller.getDevice()).thenApply(done -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<JsonObject> logoutAll(Caller caller) {
    return sessions.logoutAll(caller.getDevice()).thenApply(done -> JsonObject.EMPTY);
  }

  @Override
  public CompletionStage<GetTokenOwnerResponse> getTokenOwner(Caller caller) {
    AuthenticatedUser user = caller.getUser();
    return CompletableFuture.completedStage(
        GetTokenOwnerResponse.of(
            GetTokenOwnerResponse.builder()
                .userId(user.user().value())
                .deviceId(
                    user.device().map(device -> device.address().device().value()).orElse(null))
                .isGuest(false)));
  }

  private static GetLoginFlowsResponseFlowsItem flow(String type) {
    return GetLoginFlowsResponseFlowsItem.of(GetLoginFlowsResponseFlowsItem.builder().type(type));
  }

  private static LoginResponse response(SignedIn signedIn) {
    IssuedTokens tokens = signedIn.tokens();
    DeviceAddress device = signedIn.device();
    return LoginResponse.of(
        LoginResponse.builder()
            .userId(device.user().value())
            .accessToken(tokens.accessToken().value())
            .deviceId(device.device().value())
            .refreshToken(tokens.refreshToken().map(AccessToken::value).orElse(null))
            .expiresInMs(tokens.expiresIn().map(Duration::toMillis).orElse(null))
            .homeServer(device.user().serverName()));
  }
}
