package io.todevice.faults;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * To which requests something happens. Immutable: each method returns another rule. Without more it
 * is every request, every time.
 *
 * @param effect what happens
 * @param operation the operation's ID, for example {@code sendToDevice}
 * @param user the user ID of who asks
 * @param device the device ID of who asks
 * @param eventType the type of the messages that a send is for
 * @param times how many times at the most
 * @param probability how often, from 0 to 1, of those that match
 * @param seed makes the same choice in each run
 */
public record FaultRule(
    Effect effect,
    Optional<String> operation,
    Optional<String> user,
    Optional<String> device,
    Optional<String> eventType,
    int times,
    double probability,
    long seed) {

  /** Refuses what is missing; whether the rule can match is seen when it is added. */
  public FaultRule {
    requireNonNull(effect, "effect");
    requireNonNull(operation, "operation");
    requireNonNull(user, "user");
    requireNonNull(device, "device");
    requireNonNull(eventType, "eventType");
  }

  /** Every request, every time. */
  public static FaultRule of(Effect effect) {
    return new FaultRule(
        effect,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Integer.MAX_VALUE,
        1,
        0);
  }

  /** Requests of an operation only. */
  public FaultRule on(String operationId) {
    requireNonNull(operationId, "operationId");
    return new FaultRule(
        effect, Optional.of(operationId), user, device, eventType, times, probability, seed);
  }

  /** Requests of a user only. */
  public FaultRule from(String userId) {
    requireNonNull(userId, "userId");
    return new FaultRule(
        effect, operation, Optional.of(userId), device, eventType, times, probability, seed);
  }

  /** Requests of a device only. */
  public FaultRule fromDevice(String userId, String deviceId) {
    requireNonNull(userId, "userId");
    requireNonNull(deviceId, "deviceId");
    return new FaultRule(
        effect,
        operation,
        Optional.of(userId),
        Optional.of(deviceId),
        eventType,
        times,
        probability,
        seed);
  }

  /** Sends of a type of messages only. */
  public FaultRule ofType(String type) {
    requireNonNull(type, "type");
    return new FaultRule(
        effect, operation, user, device, Optional.of(type), times, probability, seed);
  }

  /** At most so many times. */
  public FaultRule times(int most) {
    return new FaultRule(effect, operation, user, device, eventType, most, probability, seed);
  }

  /** So often, by chance, which is the same in each run. */
  public FaultRule withProbability(double often, long sameSeed) {
    return new FaultRule(effect, operation, user, device, eventType, times, often, sameSeed);
  }

  /** Whether no request is left for another rule behind this one. */
  boolean covers(FaultRule other) {
    Set<String> covered = other.operations();
    return times == Integer.MAX_VALUE
        && probability >= 1
        && effect.condition() == Effect.Condition.ANY
        && (operations().isEmpty() || (!covered.isEmpty() && operations().containsAll(covered)))
        && (user.isEmpty() || user.equals(other.user))
        && (device.isEmpty() || device.equals(other.device))
        && (eventType.isEmpty() || eventType.equals(other.eventType));
  }

  /** The operations whose requests it can match; empty for all. */
  private Set<String> operations() {
    return operation
        .or(() -> eventType.map(type -> FaultRules.SEND))
        .map(Set::of)
        .orElse(effect.operations());
  }
}
