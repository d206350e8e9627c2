package io.todevice.proof.sequences;

/** Where a sync goes on. */
sealed interface Since {

  /** From the first message that is there. */
  record Start() implements Since {
    @Override
    public String toString() {
      return "the start";
    }
  }

  /**
   * From a position that a slot was given, {@code age} before its latest; from the start where
   * there was no such.
   */
  record Given(Slot slot, int age) implements Since {
    @Override
    public String toString() {
      return (age == 0 ? "the latest" : "the latest but " + age) + " position of " + slot;
    }
  }

  /** From text that nobody was given. */
  record Garbage(String text) implements Since {
    @Override
    public String toString() {
      return "'" + text + "'";
    }
  }
}
