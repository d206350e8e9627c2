package io.todevice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.domain.DeviceId;
import io.todevice.text.OneLine;
import io.todevice.text.Suggestions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads one rule of a script. */
final class RuleReader {

  private static final Set<String> MEMBERS =
      Set.of("effect", "operation", "user", "device", "eventType", "times", "probability", "seed");
  private static final Set<String> PARAMETERS = Set.of(Effects.MS, Effects.SIGMA, Effects.SIZE);

  private static final long MAX_MS = Effects.LONGEST.toMillis();
  private static final long MAX_SIZE = 1_000_000;

  /** A rule that is not valid: what member is wrong (the rule as a whole if none), and why. */
  static final class MistakeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String member;
    private final String reason;

    MistakeException(String member, String reason) {
      super(reason);
      this.member = member;
      this.reason = reason;
    }

    String member() {
      return member;
    }

    String reason() {
      return reason;
    }
  }

  private final JsonNode rule;

  private RuleReader(JsonNode rule) {
    this.rule = rule;
  }

  /**
   * Reads a rule.
   *
   * @throws MistakeException if it is none
   */
  static FaultRule read(JsonNode rule) throws MistakeException {
    if (!rule.isObject()) {
      throw new MistakeException("", "must be a rule, which is a map");
    }
    return new RuleReader(rule).read();
  }

  private FaultRule read() throws MistakeException {
    Optional<String> device = text("device");
    if (device.isPresent() && DeviceId.find(device.get()).isEmpty()) {
      throw new MistakeException("device", "must be a device ID");
    }
    long seed = whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 0);
    return new FaultRule(
        effect(seed),
        text("operation"),
        text("user"),
        device,
        text("eventType"),
        (int) whole("times", 1, Integer.MAX_VALUE, Integer.MAX_VALUE),
        probability(),
        seed);
  }

  private Effect effect(long seed) throws MistakeException {
    String name = text("effect").orElseThrow(() -> new MistakeException("", "has no effect"));
    Function<EffectNames.Values, Effect> maker =
        EffectNames.find(name)
            .orElseThrow(
                () ->
                    new MistakeException(
                        "effect",
                        "unknown effect "
                            + OneLine.quote(name)
                            + Suggestions.of(name, EffectNames.all())));
    Set<String> parameters = EffectNames.parameters(maker);
    checkMembers(name, parameters);
    for (String parameter : new TreeSet<>(parameters)) {
      if (!rule.has(parameter)) {
        throw new MistakeException("", name + " needs '" + parameter + "'");
      }
    }
    return maker.apply(
        new EffectNames.Values(
            Duration.ofMillis(whole(Effects.MS, 1, MAX_MS, 1)),
            number(Effects.SIGMA, 0, 10, 0),
            (int) whole(Effects.SIZE, 1, MAX_SIZE, 1),
            seed));
  }

  private void checkMembers(String effect, Set<String> parameters) throws MistakeException {
    Set<String> known = new TreeSet<>(MEMBERS);
    known.addAll(parameters);
    for (String name : (Iterable<String>) rule::fieldNames) {
      if (PARAMETERS.contains(name) && !parameters.contains(name)) {
        throw new MistakeException(name, effect + " has no such parameter");
      } else if (!known.contains(name)) {
        throw new MistakeException(name, "unknown member" + Suggestions.of(name, known));
      }
    }
  }

  private Optional<String> text(String name) throws MistakeException {
    JsonNode value = rule.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    } else if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new MistakeException(name, "must be a text of at least one character");
    }
    return Optional.of(value.textValue());
  }

  private double probability() throws MistakeException {
    double probability = number("probability", 0, 1, 1);
    if (probability == 0) {
      throw new MistakeException("probability", "can never match: must be above 0 and up to 1");
    }
    return probability;
  }

  private long whole(String name, long least, long most, long byDefault) throws MistakeException {
    JsonNode value = rule.path(name);
    if (value.isMissingNode()) {
      return byDefault;
    } else if (!value.canConvertToLong()
        || !value.isIntegralNumber()
        || value.longValue() < least
        || value.longValue() > most) {
      throw new MistakeException(name, "must be a whole number from " + least + " to " + most);
    }
    return value.longValue();
  }

  private double number(String name, double least, double most, double byDefault)
      throws MistakeException {
    JsonNode value = rule.path(name);
    if (value.isMissingNode()) {
      return byDefault;
    } else if (!value.isNumber()
        || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw new MistakeException(name, "must be a number from " + least + " to " + most);
    }
    return value.doubleValue();
  }
}
