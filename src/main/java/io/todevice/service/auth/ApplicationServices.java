package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.ApplicationService;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.service.Stages;
import io.todevice.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The application services that are registered, and whom they may act as (Matrix application
 * service API, <i>Identity assertion</i>). Safe for use by many threads.
 */
public final class ApplicationServices {

  /** The type of logging in and of registering for application services. */
  public static final String LOGIN_TYPE = "m.login.application_service";

  /** There are none. */
  public static final ApplicationServices NONE =
      new ApplicationServices(
          List.of(),
          user -> CompletableFuture.completedStage(false),
          device -> CompletableFuture.completedStage(Optional.empty()));

  private final Map<TokenHash, ApplicationService> byToken;
  private final Function<UserId, CompletionStage<Boolean>> accounts;
  private final Function<DeviceAddress, CompletionStage<Optional<DeviceIncarnation>>> devices;

  private ApplicationServices(
      Collection<ApplicationService> services,
      Function<UserId, CompletionStage<Boolean>> accounts,
      Function<DeviceAddress, CompletionStage<Optional<DeviceIncarnation>>> devices) {
    byToken =
        services.stream()
            .collect(Collectors.toUnmodifiableMap(ApplicationService::token, service -> service));
    this.accounts = accounts;
    this.devices = devices;
  }

  /**
   * Creates the accounts of the services' senders that do not exist yet.
   *
   * @param services each with a token of its own
   * @return the services
   */
  public static CompletionStage<ApplicationServices> open(
      Collection<ApplicationService> services, Store store) {
    return CompletableFuture.allOf(
            services.stream()
                .map(service -> store.accounts().create(service.sender(), Optional.empty()))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new))
        .thenApply(
            created ->
                new ApplicationServices(
                    services, store.accounts()::exists, store.devices()::findIncarnation));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return byToken.isEmpty();
  }

  /** The service whose {@code as_token} this is. */
  public Optional<ApplicationService> find(AccessToken token) {
    return isEmpty() ? Optional.empty() : Optional.ofNullable(byToken.get(TokenHash.of(token)));
  }

  /**
   * Whom a service acts as in a request.
   *
   * @param token the service's token
   * @param userId the user that the request names; the sender where it names none
   * @param deviceId the device of this user that the request names, if it names one
   * @return the user. Refused: {@code M_FORBIDDEN} for a user whom the service does not cover or
   *     who is not registered, {@code M_UNKNOWN_DEVICE} for a device that the user does not have
   */
  public CompletionStage<AuthenticatedUser> actAs(
      ApplicationService service,
      AccessToken token,
      Optional<String> userId,
      Optional<String> deviceId) {
    Optional<UserId> user =
        userId.isEmpty()
            ? Optional.of(service.sender())
            : UserId.find(userId.get()).filter(service::covers);
    if (user.isEmpty()) {
      return Stages.refused(
          ErrorCode.M_FORBIDDEN, "The application service cannot act as this user");
    }
    return requireRegistered(user.get())
        .thenCompose(
            registered ->
                deviceId.isEmpty()
                    ? CompletableFuture.completedStage(
                        new AuthenticatedUser.WithoutDevice(user.get(), Optional.of(service)))
                    : findDevice(user.get(), deviceId.get())
                        .thenApply(
                            found ->
                                new AuthenticatedDevice(
                                    found.orElseThrow(ApplicationServices::unknownDevice),
                                    token,
                                    Optional.of(service),
                                    Optional.empty())));
  }

  private CompletionStage<Optional<DeviceIncarnation>> findDevice(UserId user, String deviceId) {
    return DeviceId.find(deviceId)
        .map(id -> devices.apply(new DeviceAddress(user, id)))
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  /** Completes for a user who has an account. Refused: {@code M_FORBIDDEN}. */
  public CompletionStage<Void> requireRegistered(UserId user) {
    return accounts
        .apply(user)
        .thenCompose(
            exists ->
                exists
                    ? CompletableFuture.completedStage(null)
                    : Stages.refused(
                        ErrorCode.M_FORBIDDEN,
                        "The application service has not registered this user"));
  }

  /**
   * Lets a user ID pass that may be created.
   *
   * @param creator the service that asks; empty for anybody else
   * @throws MatrixException {@code M_EXCLUSIVE} where the ID is not the creator's, or is another
   *     service's alone
   */
  public void checkFree(UserId user, Optional<ApplicationService> creator) {
    if (creator.isPresent()) {
      checkCovers(creator.get(), user);
    }
    if (byToken.values().stream()
        .anyMatch(other -> !creator.equals(Optional.of(other)) && other.isExclusive(user))) {
      throw new MatrixException(
          ErrorCode.M_EXCLUSIVE, "This user ID is reserved by an application service");
    }
  }

  /**
   * Lets a user pass whom a service covers.
   *
   * @throws MatrixException {@code M_EXCLUSIVE}
   */
  public static void checkCovers(ApplicationService service, UserId user) {
    if (!service.covers(user)) {
      throw notCovered();
    }
  }

  /** The refusal of a user whom a service does not cover. */
  public static MatrixException notCovered() {
    return new MatrixException(
        ErrorCode.M_EXCLUSIVE, "This user ID is not in the application service's namespaces");
  }

  private static MatrixException unknownDevice() {
    return new MatrixException(ErrorCode.M_UNKNOWN_DEVICE, "This user has no such device");
  }
}
