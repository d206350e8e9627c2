package io.todevice.service.account;

import io.todevice.domain.ApplicationService;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.IdentifierGenerator;
import io.todevice.service.Stages;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.interactive.InteractiveOutcome;
import io.todevice.service.interactive.Operation;
import io.todevice.service.interactive.UserInteractiveAuth;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.HashRequester;
import io.todevice.service.password.Password;
import io.todevice.service.password.PasswordHasher;
import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.AccountStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** Makes accounts. Safe for use by many threads. */
public final class RegistrationService {

  /** How many names the server makes up before it believes that something is wrong. */
  private static final int MAX_GENERATED_NAMES = 10;

  private final AccountStore accounts;
  private final PasswordHasher hasher;
  private final TokenIssuer tokens;
  private final UserInteractiveAuth interactive;
  private final ApplicationServices services;
  private final IdentifierGenerator identifiers;
  private final ServerName serverName;
  private final boolean isOpen;
  private final int maxAccounts;
  private final LongAdder refused = new LongAdder();

  /** Keeps the accounts in {@code accounts}. */
  public RegistrationService(
      AccountStore accounts,
      PasswordHasher hasher,
      TokenIssuer tokens,
      UserInteractiveAuth interactive,
      ApplicationServices services,
      IdentifierGenerator identifiers,
      Settings settings) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.tokens = tokens;
    this.interactive = interactive;
    this.services = services;
    this.identifiers = identifiers;
    serverName = settings.get(ServerSettings.SERVER_NAME);
    isOpen = settings.get(ServerSettings.OPEN_REGISTRATION);
    maxAccounts = settings.get(StorageLimits.MAX_ACCOUNTS);
  }

  /**
   * Registers an account, and logs in to it unless the client does not want that (clause R5).
   *
   * <p>What the client asked for is checked before it has to authenticate; that there is a password
   * only afterwards, because clients find out with an empty request how to register.
   *
   * @return the account, or what the client has to show first. Refused: {@code M_FORBIDDEN} where
   *     registration is closed, for guests, and where there are {@link StorageLimits#MAX_ACCOUNTS}
   *     accounts, {@code M_INVALID_USERNAME}, {@code M_EXCLUSIVE} for a user ID of an application
   *     service, {@code M_USER_IN_USE}, {@code M_INVALID_PARAM} (device ID, display name, a
   *     password that is too long), {@code M_MISSING_PARAM} and {@code M_WEAK_PASSWORD} for no
   *     password and an empty one, {@code M_LIMIT_EXCEEDED} where too many passwords wait to be
   *     hashed.
   */
  public CompletionStage<InteractiveOutcome<Registered>> register(
      Registration registration, Optional<AuthAttempt> attempt) {
    if (!isOpen) {
      return Stages.refused(ErrorCode.M_FORBIDDEN, "Registration is closed");
    }
    Optional<UserId> wanted;
    CheckedDevice device;
    try {
      refuseGuests(registration);
      wanted = registration.username().map(name -> Username.userId(name, serverName));
      wanted.ifPresent(user -> services.checkFree(user, Optional.empty()));
      device = CheckedDevice.of(registration.device());
    } catch (MatrixException invalid) {
      return Stages.refused(invalid);
    }
    return wanted
        .map(this::requireFree)
        .orElseGet(() -> CompletableFuture.completedStage(null))
        .thenCompose(
            ignored ->
                interactive.perform(
                    Operation.register(registration.username()),
                    attempt,
                    () -> create(registration, wanted, device, network(attempt))));
  }

  /**
   * Registers an account of an application service, without a password and also where registration
   * is closed, and logs in to it unless the service does not want that.
   *
   * @return the account. Refused: {@code M_MISSING_PARAM} without a user name, {@code M_EXCLUSIVE}
   *     outside the service's namespaces, and as {@link #register(Registration, Optional)}
   */
  public CompletionStage<Registered> register(
      ApplicationService service, Registration registration) {
    UserId user;
    CheckedDevice device;
    try {
      refuseGuests(registration);
      user =
          Username.userId(
              registration
                  .username()
                  .orElseThrow(
                      () ->
                          new MatrixException(
                              ErrorCode.M_MISSING_PARAM, "The user name is missing")),
              serverName);
      services.checkFree(user, Optional.of(service));
      device = CheckedDevice.of(registration.device());
    } catch (MatrixException invalid) {
      return Stages.refused(invalid);
    }
    return requireFree(user)
        .thenCompose(free -> requireRoom())
        .thenCompose(room -> createAs(user, Optional.empty()))
        .thenCompose(created -> signIn(created, registration, device));
  }

  private static void refuseGuests(Registration registration) {
    if (registration.isGuest()) {
      throw new MatrixException(ErrorCode.M_FORBIDDEN, "Guest accounts are not offered");
    }
  }

  private CompletionStage<Registered> create(
      Registration registration,
      Optional<UserId> wanted,
      CheckedDevice device,
      ClientNetwork network) {
    if (registration.password().isEmpty()) {
      return Stages.refused(ErrorCode.M_MISSING_PARAM, "The password is missing");
    }
    Password password = registration.password().get();
    if (password.value().isEmpty()) {
      return Stages.refused(ErrorCode.M_WEAK_PASSWORD, "The password is empty");
    }
    if (password.isTooLong()) {
      return Stages.refused(ErrorCode.M_INVALID_PARAM, "The password is too long");
    }
    return requireRoom()
        .thenCompose(ignored -> hasher.hash(new HashRequester(Optional.empty(), network), password))
        .thenCompose(
            hash ->
                wanted.isPresent()
                    ? createAs(wanted.get(), Optional.of(hash))
                    : createGenerated(hash, MAX_GENERATED_NAMES))
        .thenCompose(user -> signIn(user, registration, device));
  }

  private CompletionStage<Registered> signIn(
      UserId user, Registration registration, CheckedDevice device) {
    return registration.inhibitLogin()
        ? CompletableFuture.completedStage(new Registered(user, Optional.empty()))
        : tokens
            .signIn(user, device)
            .thenApply(signedIn -> new Registered(user, Optional.of(signedIn)));
  }

  private static ClientNetwork network(Optional<AuthAttempt> attempt) {
    return attempt.map(AuthAttempt::network).orElse(ClientNetwork.UNKNOWN);
  }

  private CompletionStage<UserId> createAs(UserId user, Optional<String> passwordHash) {
    return accounts
        .create(user, passwordHash)
        .thenCompose(
            made -> made ? CompletableFuture.completedStage(user) : Stages.refused(inUse()));
  }

  private CompletionStage<UserId> createGenerated(String passwordHash, int attemptsLeft) {
    if (attemptsLeft == 0) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("every user name that was made up is taken"));
    }
    UserId user = UserId.of(identifiers.newLocalpart(), serverName.value());
    try {
      services.checkFree(user, Optional.empty());
    } catch (MatrixException exclusive) {
      return Stages.refused(exclusive);
    }
    return accounts
        .create(user, Optional.of(passwordHash))
        .thenCompose(
            made ->
                made
                    ? CompletableFuture.completedStage(user)
                    : createGenerated(passwordHash, attemptsLeft - 1));
  }

  /** How many registrations were refused because there were too many accounts. */
  public long refused() {
    return refused.sum();
  }

  /** Registrations that are under way at the same time may pass the limit together. */
  private CompletionStage<Void> requireRoom() {
    return accounts
        .estimateCount()
        .thenCompose(
            count -> {
              if (count < maxAccounts) {
                return CompletableFuture.completedStage(null);
              }
              refused.increment();
              return Stages.refused(ErrorCode.M_FORBIDDEN, "This server takes no more accounts");
            });
  }

  private CompletionStage<Void> requireFree(UserId user) {
    return accounts
        .exists(user)
        .thenCompose(
            exists -> exists ? Stages.refused(inUse()) : CompletableFuture.completedStage(null));
  }

  private static MatrixException inUse() {
    return new MatrixException(ErrorCode.M_USER_IN_USE, "This user name is taken");
  }
}
