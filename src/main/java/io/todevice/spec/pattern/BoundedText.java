package io.todevice.spec.pattern;

/**
 * A text that can be looked at only so often: what a backtracking engine is kept in bounds with.
 */
final class BoundedText implements CharSequence {

  private static final int MIN_READS = 1_000_000;
  private static final int READS_PER_CHARACTER = 20;

  private final String text;
  private long reads;

  BoundedText(String text) {
    this.text = text;
    reads = MIN_READS + (long) READS_PER_CHARACTER * text.length();
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--reads < 0) {
      throw new PatternLimitException();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
