package io.todevice.proof.sequences;

import io.todevice.proof.sequences.ModelDevice.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who is registered, with which devices, and which tokens are good (clauses A1, A5, A6, R5). */
final class ModelAccounts {

  static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);

  private final Map<String, Map<String, ModelDevice>> users = new LinkedHashMap<>();
  private final History<Integer> accessTokens = new History<>();
  private final History<Integer> refreshTokens = new History<>();
  private int lastInbox;
  private int lastToken;

  Outcome register(Slot slot, boolean isRenewable, Instant now) {
    if (users.containsKey(slot.user())) {
      return Outcome.refused(400, "M_USER_IN_USE");
    }
    users.put(slot.user(), new LinkedHashMap<>());
    return signIn(slot, isRenewable, now);
  }

  Outcome login(Slot slot, boolean isRenewable, boolean isRight, Instant now) {
    return isRight && users.containsKey(slot.user())
        ? signIn(slot, isRenewable, now)
        : Outcome.refused(403, "M_FORBIDDEN");
  }

  Outcome refresh(Slot slot, int age, Instant now) {
    Optional<Integer> token = refreshTokens.find(slot, age);
    ModelDevice device = device(slot);
    Optional<Session> exchanged =
        find(device, session -> token.equals(Optional.of(session.refresh())));
    if (device == null || exchanged.isEmpty()) {
      return Outcome.UNKNOWN_TOKEN;
    }
    device.use(exchanged.get());
    device.sessions().add(renewable(slot, now));
    return Outcome.ok("for " + TOKEN_LIFETIME.toMillis() + " ms");
  }

  /** The device that a token speaks for; whatever else is refused stands in the exception. */
  ModelDevice authenticate(Command.Caller by, Instant now) {
    ModelDevice device = device(by.slot());
    Optional<Session> session = find(device, open -> open.access() == token(by));
    if (device == null || session.isEmpty()) {
      throw new RefusedException(Outcome.UNKNOWN_TOKEN);
    }
    device.use(session.get());
    if (session.get().expires().filter(end -> !now.isBefore(end)).isPresent()) {
      throw new RefusedException(Outcome.SOFT_LOGOUT);
    }
    return device;
  }

  /** The token that the caller uses, by which it is found again later. */
  int token(Command.Caller by) {
    return accessTokens.find(by.slot(), by.age()).orElse(-1);
  }

  boolean isGood(Slot slot, int token) {
    return find(device(slot), session -> session.access() == token).isPresent();
  }

  boolean isLoggedIn(Slot slot, Instant now) {
    int latest = token(new Command.Caller(slot, 0));
    return find(device(slot), session -> session.access() == latest)
        .filter(session -> session.expires().filter(end -> !now.isBefore(end)).isEmpty())
        .isPresent();
  }

  Map<String, ModelDevice> devices(String user) {
    return users.getOrDefault(user, Map.of());
  }

  boolean exists(String user) {
    return users.containsKey(user);
  }

  void delete(String user, String device) {
    devices(user).remove(device);
  }

  void deleteAll(String user) {
    devices(user).clear();
  }

  private @Nullable ModelDevice device(Slot slot) {
    return devices(slot.user()).get(slot.device());
  }

  private static Optional<Session> find(@Nullable ModelDevice device, Predicate<Session> isMeant) {
    return device == null
        ? Optional.empty()
        : device.sessions().stream().filter(isMeant).findFirst();
  }

  private Outcome signIn(Slot slot, boolean isRenewable, Instant now) {
    ModelDevice device =
        devices(slot.user()).computeIfAbsent(slot.device(), key -> new ModelDevice(++lastInbox));
    device.use(isRenewable ? renewable(slot, now) : everlasting(slot));
    return isRenewable
        ? Outcome.ok(slot.toString(), "for " + TOKEN_LIFETIME.toMillis() + " ms")
        : Outcome.ok(slot.toString());
  }

  private Session renewable(Slot slot, Instant now) {
    int refresh = ++lastToken;
    refreshTokens.add(slot, refresh);
    return new Session(newAccessToken(slot), refresh, Optional.of(now.plus(TOKEN_LIFETIME)));
  }

  private Session everlasting(Slot slot) {
    return new Session(newAccessToken(slot), -1, Optional.empty());
  }

  private int newAccessToken(Slot slot) {
    accessTokens.add(slot, ++lastToken);
    return lastToken;
  }
}
