package io.todevice.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The effects by their names. */
public final class EffectNames {

  /**
   * The values of all parameters that effects have.
   *
   * @param time {@code ms}
   * @param sigma {@code sigma}
   * @param size {@code size}
   * @param seed the rule's
   */
  record Values(Duration time, double sigma, int size, long seed) {}

  private static final Values ANY = new Values(Duration.ofMillis(1), 1, 1, 1);

  private static final Map<String, Function<Values, Effect>> MAKERS =
      List.<Function<Values, Effect>>of(
              values -> Effects.answerLost(),
              values -> Effects.connectionReset(),
              values -> Effects.cutBody(),
              values -> Effects.dribble(values.time()),
              values -> Effects.badGateway(),
              values -> Effects.unavailable(),
              values -> Effects.rateLimited(values.time()),
              values -> Effects.softLogout(),
              values -> Effects.delay(values.time()),
              values -> Effects.logNormalDelay(values.time(), values.sigma(), values.seed()),
              values -> Effects.deliveredTwice(),
              values -> Effects.reordered(),
              values -> Effects.emptied(),
              values -> Effects.altered(),
              values -> Effects.pages(values.size()),
              values -> Effects.inboxOverflow(),
              values -> Effects.emptySync(),
              values -> Effects.oldSince(),
              values -> Effects.forgottenSince(),
              values -> Effects.forgottenTransaction(),
              values -> Effects.oneTimeKeyTwice())
          .stream()
          .collect(Collectors.toUnmodifiableMap(maker -> maker.apply(ANY).name(), maker -> maker));

  private EffectNames() {}

  /** All names. */
  public static Set<String> all() {
    return MAKERS.keySet();
  }

  /** What makes the effect of this name; empty if there is none. */
  static Optional<Function<Values, Effect>> find(String name) {
    return Optional.ofNullable(MAKERS.get(name));
  }

  /** The names of the parameters that the effects of a maker have. */
  static Set<String> parameters(Function<Values, Effect> maker) {
    return maker.apply(ANY).parameters().keySet();
  }
}
