package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Impact;

/** How a terminal sets text apart. */
public interface Paint {

  /** Not at all. */
  Paint NONE =
      new Paint() {
        @Override
        public String heading(String text) {
          return text;
        }

        @Override
        public String impact(Impact impact, String text) {
          return text;
        }
      };

  /** A heading. */
  String heading(String text);

  /** What tells of the class of a change. */
  String impact(Impact impact, String text);
}
