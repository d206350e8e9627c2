package io.todevice.http.call;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.limits.ClientNetwork;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who makes the request: what a resource method receives instead of a raw header.
 *
 * @param device the device that the request's token speaks for; empty where the operation needs no
 *     token (clause A3) or takes one without asking for it, and none was good
 * @param network where the request comes from
 */
public record Caller(Optional<AuthenticatedDevice> device, Supplier<ClientNetwork> network) {

  /** Nobody that is known. */
  public static final Caller ANONYMOUS = new Caller(Optional.empty(), () -> ClientNetwork.UNKNOWN);

  /** The same caller, as who calls from {@code origin}. */
  public Caller from(Supplier<ClientNetwork> origin) {
    return new Caller(device, origin);
  }

  /**
   * The device.
   *
   * @throws MatrixException {@code M_MISSING_TOKEN} if the caller is anonymous (clause A1)
   */
  public AuthenticatedDevice getDevice() {
    return device.orElseThrow(
        () -> new MatrixException(ErrorCode.M_MISSING_TOKEN, "Missing access token"));
  }
}
