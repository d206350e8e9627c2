package io.todevice.conformance.render;

import io.todevice.conformance.report.Outcome;

/** How a terminal sets outcomes apart. */
@FunctionalInterface
public interface Paint {

  /** Not at all. */
  Paint NONE = (outcome, text) -> text;

  /** A text that tells of an outcome. */
  String apply(Outcome outcome, String text);
}
