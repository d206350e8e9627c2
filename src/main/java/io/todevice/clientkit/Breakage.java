package io.todevice.clientkit;

import io.todevice.faults.Effect;
import io.todevice.faults.Effects;
import java.util.List;
import java.util.function.Supplier;

/**
 * What may happen to a request or its response, so that the client has to repeat the request as it
 * was.
 *
 * @param id the end of the scenario's ID
 * @param what the same as the end of a sentence
 * @param effect makes it happen, anew for each scenario
 */
record Breakage(String id, String what, Supplier<Effect> effect) {

  /** Those that every request may meet. */
  static List<Breakage> list() {
    return List.of(
        new Breakage("lost-response", "the response is lost", Effects::answerLost),
        new Breakage("reset", "the connection is reset", Effects::connectionReset),
        new Breakage("cut-response", "the response is cut", Effects::cutBody),
        new Breakage("bad-gateway", "a proxy answers 502", Effects::badGateway),
        new Breakage("unavailable", "a proxy answers 503", Effects::unavailable),
        new Breakage("internal-error", "the server answers 500", ScenarioEffects::internalError));
  }
}
