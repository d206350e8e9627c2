package io.todevice.proof.sequences;

import io.todevice.proof.sequences.ModelDevice.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    if (token.isEmpty()
        || device == null
        || device.session == null
        || !device.session.isRenewedBy(token.get())) {
      return Outcome.UNKNOWN_TOKEN;
    }
    device.session = renewable(slot, token, now);
    return Outcome.ok("for " + TOKEN_LIFETIME.toMillis() + " ms");
  }

  /** The device that a token speaks for; whatever else is refused stands in the exception. */
  ModelDevice authenticate(Command.Caller by, Instant now) {
    ModelDevice device = device(by.slot());
    Session session = device == null ? null : device.session;
    if (device == null || session == null || !isOpenedBy(session, by)) {
      throw new RefusedException(Outcome.UNKNOWN_TOKEN);
    }
    device.session = session.used();
    if (session.expires().filter(end -> !now.isBefore(end)).isPresent()) {
      throw new RefusedException(Outcome.SOFT_LOGOUT);
    }
    return device;
  }

  /** The token that the caller uses, by which it is found again later. */
  int token(Command.Caller by) {
    return accessTokens.find(by.slot(), by.age()).orElse(-1);
  }

  boolean isGood(Slot slot, int token) {
    ModelDevice device = device(slot);
    return device != null && device.session != null && device.session.access() == token;
  }

  boolean isLoggedIn(Slot slot, Instant now) {
    ModelDevice device = device(slot);
    return device != null
        && device.session != null
        && isGood(slot, token(new Command.Caller(slot, 0)))
        && device.session.expires().filter(end -> !now.isBefore(end)).isEmpty();
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

  private boolean isOpenedBy(Session session, Command.Caller by) {
    return accessTokens.find(by.slot(), by.age()).equals(Optional.of(session.access()));
  }

  private Outcome signIn(Slot slot, boolean isRenewable, Instant now) {
    ModelDevice device =
        devices(slot.user()).computeIfAbsent(slot.device(), key -> new ModelDevice(++lastInbox));
    device.session = isRenewable ? renewable(slot, Optional.empty(), now) : everlasting(slot);
    return isRenewable
        ? Outcome.ok(slot.toString(), "for " + TOKEN_LIFETIME.toMillis() + " ms")
        : Outcome.ok(slot.toString());
  }

  private Session renewable(Slot slot, Optional<Integer> replaced, Instant now) {
    int refresh = ++lastToken;
    refreshTokens.add(slot, refresh);
    return new Session(
        newAccessToken(slot), refresh, replaced, Optional.of(now.plus(TOKEN_LIFETIME)));
  }

  private Session everlasting(Slot slot) {
    return new Session(newAccessToken(slot), -1, Optional.empty(), Optional.empty());
  }

  private int newAccessToken(Slot slot) {
    accessTokens.add(slot, ++lastToken);
    return lastToken;
  }
}
