package io.todevice.testing;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which requests are meant. Each method makes a narrower choice; an instance is immutable.
 *
 * <pre>{@code sends().from(alice).to(bob).ofType("m.room.encrypted")}</pre>
 */
public final class Requests {

  private static final int MAX_NEAR_MISSES = 5;

  private record Condition(String description, Predicate<RecordedExchange> holds) {}

  private final List<Condition> conditions;
  private final List<Session> devices;

  private Requests(List<Condition> conditions, List<Session> devices) {
    this.conditions = conditions;
    this.devices = devices;
  }

  /** All requests. */
  public static Requests requests() {
    return new Requests(List.of(), List.of());
  }

  /** Requests of an operation, by its ID in the document, for example {@code uploadKeys}. */
  public static Requests operation(String operationId) {
    requireNonNull(operationId, "operationId");
    return requests()
        .matching(operationId, seen -> seen.operationId().filter(operationId::equals).isPresent());
  }

  /** Requests that send messages. */
  public static Requests sends() {
    return operation("sendToDevice");
  }

  /** Syncs. */
  public static Requests syncs() {
    return operation("sync");
  }

  /** Those of a device. */
  public Requests from(Session device) {
    requireNonNull(device, "device");
    return with("from " + device, device::isOf, List.of(device));
  }

  /** Sends that address a device, by its ID or with {@code *}. */
  public Requests to(Session device) {
    requireNonNull(device, "device");
    return with(
        "to " + device,
        seen -> SentMessage.listOf(seen).stream().anyMatch(sent -> sent.isTo(device)),
        List.of(device));
  }

  /** Sends of a type of messages. */
  public Requests ofType(String type) {
    requireNonNull(type, "type");
    return matching(
        "of type " + type,
        seen ->
            SentMessage.isSend(seen)
                && !seen.pathValues().isEmpty()
                && seen.pathValues().get(0).equals(type));
  }

  /** Those whose query has a parameter with this value, for example {@code since}. */
  public Requests withQuery(String parameter, String value) {
    requireNonNull(parameter, "parameter");
    requireNonNull(value, "value");
    return matching(
        "with " + parameter + "=" + value,
        seen -> seen.queryParameter(parameter).filter(value::equals).isPresent());
  }

  /** Those that were answered with this status. */
  public Requests answered(int status) {
    return matching(
        "answered " + status,
        seen -> seen.status().isPresent() && seen.status().orElseThrow() == status);
  }

  /**
   * Those for which a condition holds.
   *
   * @param description says in a few words what the condition is, for messages
   */
  public Requests matching(String description, Predicate<RecordedExchange> condition) {
    requireNonNull(description, "description");
    requireNonNull(condition, "condition");
    return with(description, condition, List.of());
  }

  private Requests with(
      String description, Predicate<RecordedExchange> condition, List<Session> about) {
    return new Requests(
        Stream.concat(conditions.stream(), Stream.of(new Condition(description, condition)))
            .toList(),
        Stream.concat(devices.stream(), about.stream()).toList());
  }

  /** The devices that they are from or to. */
  List<Session> devices() {
    return devices;
  }

  boolean matches(RecordedExchange exchange) {
    return conditions.stream().allMatch(condition -> condition.holds().test(exchange));
  }

  /** What came instead, the nearest first, in lines; empty if nothing did. */
  String nearMisses(List<RecordedExchange> seen) {
    return seen.stream()
        .sorted(Comparator.comparingInt(exchange -> failing(exchange).size()))
        .limit(MAX_NEAR_MISSES)
        .map(exchange -> "\n  " + exchange + describe(failing(exchange)))
        .collect(Collectors.joining());
  }

  private static String describe(List<String> failing) {
    return failing.isEmpty()
        ? ", which matches"
        : failing.stream().collect(Collectors.joining(", not ", ": not ", ""));
  }

  private List<String> failing(RecordedExchange exchange) {
    return conditions.stream()
        .filter(condition -> !condition.holds().test(exchange))
        .map(Condition::description)
        .toList();
  }

  @Override
  public String toString() {
    return conditions.isEmpty()
        ? "any request"
        : conditions.stream().map(Condition::description).collect(Collectors.joining(" "));
  }
}
