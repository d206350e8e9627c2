package io.todevice.spec.pattern;

import com.google.re2j.Pattern;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as JSON Schema means it: ECMA-262 with Unicode, not anchored. The time that
 * a match takes is linear in the length of the text; where the expression needs backtracking
 * (look-around, back-references, more than 1,000 repetitions), the number of its steps is bounded
 * instead.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class EcmaPattern {

  private final Predicate<String> matcher;

  private EcmaPattern(Predicate<String> matcher) {
    this.matcher = matcher;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException if it is none of ECMA-262, or uses what no engine here knows
   */
  public static EcmaPattern compile(String source) {
    String translated = EcmaSyntax.translate(source);
    try {
      Pattern linear = Pattern.compile(translated);
      return new EcmaPattern(text -> linear.matcher(text).find());
    } catch (com.google.re2j.PatternSyntaxException e) {
      return new EcmaPattern(backtracking(translated));
    }
  }

  /**
   * Whether the expression matches somewhere in a text.
   *
   * @throws PatternLimitException if finding out takes more steps than are allowed
   */
  public boolean matches(String text) {
    return matcher.test(text);
  }

  private static Predicate<String> backtracking(String translated) {
    try {
      java.util.regex.Pattern pattern = java.util.regex.Pattern.compile(translated);
      return text -> {
        try {
          return pattern.matcher(new BoundedText(text)).find();
        } catch (StackOverflowError e) {
          // The engine recurses for each repetition of a group.
          throw new PatternLimitException();
        }
      };
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }
}
