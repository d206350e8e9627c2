package io.todevice.http.call;

import io.todevice.domain.ApplicationService;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.service.limits.ClientNetwork;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who makes the request: what a resource method receives instead of a raw header.
 *
 * @param user whom the request's token speaks for; empty where the operation needs no token (clause
 *     A3) or takes one without asking for it, and none was good
 * @param service the application service whose token the request has, also where the operation
 *     needs none
 * @param hasToken whether the request has any token
 * @param network where the request comes from
 */
public record Caller(
    Optional<AuthenticatedUser> user,
    Optional<ApplicationService> service,
    boolean hasToken,
    Supplier<ClientNetwork> network) {

  /** Nobody that is known. */
  public static final Caller ANONYMOUS =
      new Caller(Optional.empty(), Optional.empty(), false, () -> ClientNetwork.UNKNOWN);

  /** A user. */
  public static Caller of(AuthenticatedUser user) {
    return new Caller(Optional.of(user), user.service(), true, ANONYMOUS.network);
  }

  /** The same caller, as who calls from {@code origin}. */
  public Caller from(Supplier<ClientNetwork> origin) {
    return new Caller(user, service, hasToken, origin);
  }

  /** Whether the limits on requests hold for this caller (clause R3). */
  public boolean isRateLimited() {
    return user.map(AuthenticatedUser::isRateLimited)
        .orElse(service.filter(known -> !known.areUsersLimited()).isEmpty());
  }

  /**
   * The user.
   *
   * @throws MatrixException {@code M_MISSING_TOKEN} if the caller is anonymous (clause A1)
   */
  public AuthenticatedUser getUser() {
    return user.orElseThrow(Caller::missingToken);
  }

  /**
   * The device.
   *
   * @throws MatrixException {@code M_MISSING_TOKEN} if the caller is anonymous (clause A1), {@code
   *     M_MISSING_PARAM} if it is an application service that names no device
   */
  public AuthenticatedDevice getDevice() {
    if (getUser() instanceof AuthenticatedDevice device) {
      return device;
    }
    throw new MatrixException(
        ErrorCode.M_MISSING_PARAM, "This operation needs a device; name it with 'device_id'");
  }

  /**
   * The application service.
   *
   * @throws MatrixException {@code M_MISSING_TOKEN} without a token, {@code M_UNKNOWN_TOKEN} with
   *     one that is not an application service's
   */
  public ApplicationService getService() {
    return service.orElseThrow(() -> hasToken ? MatrixException.unknownToken() : missingToken());
  }

  private static MatrixException missingToken() {
    return new MatrixException(ErrorCode.M_MISSING_TOKEN, "Missing access token");
  }
}
