package io.todevice.http;

import io.todevice.api.RegisterApi;
import io.todevice.domain.AccessToken;
import io.todevice.http.call.Caller;
import io.todevice.model.RegisterRequest;
import io.todevice.model.RegisterResponse;
import io.todevice.service.account.DeviceRequest;
import io.todevice.service.account.IssuedTokens;
import io.todevice.service.account.Registered;
import io.todevice.service.account.Registration;
import io.todevice.service.account.RegistrationService;
import io.todevice.service.account.SignedIn;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.password.Password;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /register} (clause R5). */
public record RegistrationResource(RegistrationService registrations, InteractiveAuth interactive)
    implements RegisterApi.WithQuery {

  @Override
  public CompletionStage<RegisterResponse> register(
      Query query, RegisterRequest request, Caller caller) {
    Registration registration =
        new Registration(
            "guest".equals(query.kind()),
            Optional.ofNullable(request.username()),
            Optional.ofNullable(request.password()).map(Password::new),
            Boolean.TRUE.equals(request.inhibitLogin()),
            new DeviceRequest(
                Optional.ofNullable(request.deviceId()),
                Optional.ofNullable(request.initialDeviceDisplayName()),
                Boolean.TRUE.equals(request.refreshToken())));
    return (ApplicationServices.LOGIN_TYPE.equals(request.type())
            ? registrations.register(caller.getService(), registration)
            : registrations
                .register(registration, interactive.attempt(request.auth(), caller))
                .thenApply(interactive::completed))
        .thenApply(RegistrationResource::response);
  }

  private static RegisterResponse response(Registered registered) {
    Optional<IssuedTokens> tokens = registered.signedIn().map(SignedIn::tokens);
    return RegisterResponse.of(
        RegisterResponse.builder()
            .userId(registered.user().value())
            .homeServer(registered.user().serverName())
            .accessToken(tokens.map(issued -> issued.accessToken().value()).orElse(null))
            .refreshToken(
                tokens.flatMap(IssuedTokens::refreshToken).map(AccessToken::value).orElse(null))
            .expiresInMs(
                tokens.flatMap(IssuedTokens::expiresIn).map(Duration::toMillis).orElse(null))
            .deviceId(
                registered
                    .signedIn()
                    .map(signedIn -> signedIn.device().device().value())
                    .orElse(null)));
  }
}
