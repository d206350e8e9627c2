package io.todevice.service.account;

import io.todevice.domain.AccessToken;
import io.todevice.domain.ApplicationService;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.Stages;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.Password;
import io.todevice.service.password.PasswordVerifier;
import io.todevice.settings.ServerName;
import io.todevice.store.DeviceStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Logs devices in, renews their tokens and logs them out. Safe for use by many threads. */
public record SessionService(
    DeviceStore devices,
    PasswordVerifier passwords,
    TokenIssuer tokens,
    ApplicationServices services,
    ServerName serverName) {

  private static final String PASSWORD_LOGIN = "m.login.password";

  /** The login types that {@link #login} takes. */
  public List<String> loginTypes() {
    return services.isEmpty()
        ? List.of(PASSWORD_LOGIN)
        : List.of(PASSWORD_LOGIN, ApplicationServices.LOGIN_TYPE);
  }

  /** Whether an application service logs a user in. */
  public boolean isOfService(LoginRequest request) {
    return request.type().equals(ApplicationServices.LOGIN_TYPE) && !services.isEmpty();
  }

  /**
   * Logs a user of an application service in, without a password.
   *
   * @return as {@link #login(LoginRequest)}. Refused: {@code M_UNKNOWN}, {@code M_MISSING_PARAM}
   *     and {@code M_INVALID_PARAM} as there; {@code M_EXCLUSIVE} for a user outside the service's
   *     namespaces; {@code M_FORBIDDEN} for one who is not registered or has too many devices
   */
  public CompletionStage<SignedIn> login(ApplicationService service, LoginRequest request) {
    UserId user;
    CheckedDevice device;
    try {
      user =
          request
              .identifier()
              .orElseThrow(
                  () -> new MatrixException(ErrorCode.M_MISSING_PARAM, "The identifier is missing"))
              .findUser(serverName)
              .orElseThrow(ApplicationServices::notCovered);
      ApplicationServices.checkCovers(service, user);
      device = CheckedDevice.of(request.device());
    } catch (MatrixException invalid) {
      return Stages.refused(invalid);
    }
    return services.requireRegistered(user).thenCompose(registered -> tokens.signIn(user, device));
  }

  /**
   * Logs a user in with a password (clauses A6, R5), whose ID may be spelt in another case. A
   * device that exists keeps its inbox and its name and gets the new tokens in place of its old
   * ones.
   *
   * @return the device and its tokens. Refused: {@code M_UNKNOWN} for another login or identifier
   *     type, {@code M_MISSING_PARAM}, {@code M_INVALID_PARAM} for a device ID or display name that
   *     can't be kept, {@code M_FORBIDDEN} for a wrong password, an unknown user and a user of
   *     another server alike, and where the user has too many devices, {@code M_LIMIT_EXCEEDED}
   *     where too many passwords wait to be checked, or were wrong for this account
   */
  public CompletionStage<SignedIn> login(LoginRequest request) {
    if (!request.type().equals(PASSWORD_LOGIN)) {
      return Stages.refused(ErrorCode.M_UNKNOWN, "This login type is not offered");
    }
    if (request.identifier().isEmpty() || request.password().isEmpty()) {
      return Stages.refused(ErrorCode.M_MISSING_PARAM, "The identifier or the password is missing");
    }
    Optional<UserId> user;
    CheckedDevice device;
    try {
      user = request.identifier().get().findUser(serverName);
      device = CheckedDevice.of(request.device());
    } catch (MatrixException invalid) {
      return Stages.refused(invalid);
    }
    Password password = request.password().get();
    return user.map(
            named ->
                passwords
                    .resolve(named)
                    .thenCompose(account -> login(account, password, request.network(), device)))
        .orElseGet(SessionService::wrong);
  }

  private CompletionStage<SignedIn> login(
      UserId account, Password password, ClientNetwork network, CheckedDevice device) {
    return passwords
        .verify(account, password, network)
        .thenCompose(isRight -> isRight ? tokens.signIn(account, device) : wrong());
  }

  private static CompletionStage<SignedIn> wrong() {
    return Stages.refused(ErrorCode.M_FORBIDDEN, "Wrong user or password");
  }

  /**
   * Gives a device new tokens for its refresh token. The old tokens end with the first use of a new
   * one.
   *
   * @return the tokens. Refused: {@code M_UNKNOWN_TOKEN}, without {@code soft_logout}, where the
   *     refresh token is unknown or used up
   */
  public CompletionStage<IssuedTokens> refresh(AccessToken refreshToken) {
    return tokens
        .refresh(refreshToken)
        .thenApply(
            issued ->
                issued.orElseThrow(
                    () -> new MatrixException(ErrorCode.M_UNKNOWN_TOKEN, "Unknown refresh token")));
  }

  /** Deletes the device with its tokens and its inbox, at once (clauses A5, D6). */
  public CompletionStage<Void> logout(AuthenticatedDevice device) {
    return devices
        .delete(device.incarnation(), Set.of(device.address().device()))
        .thenAccept(deleted -> {});
  }

  /** Deletes all devices of the user (clauses A5, D6). */
  public CompletionStage<Void> logoutAll(AuthenticatedDevice device) {
    return devices.deleteAll(device.incarnation()).thenAccept(deleted -> {});
  }
}
