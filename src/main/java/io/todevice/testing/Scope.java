package io.todevice.testing;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose users a test sees on a server that it shares with others: its own, which its suffix tells,
 * those of the scopes around it, and those who are nobody's.
 *
 * @param suffix what the local parts of its users end with; empty for the scope of all
 * @param visible the suffixes of its own users and of those around it
 */
record Scope(String suffix, Set<String> visible) {

  /** Sees everybody. */
  static final Scope ALL = new Scope("", Set.of());

  private static final Pattern OWNED = Pattern.compile(".*(-t[0-9]+):.*", Pattern.DOTALL);

  Scope {
    visible = Set.copyOf(visible);
  }

  /** A scope within this one. */
  Scope inner(int number) {
    String own = "-t" + number;
    Set<String> all = new HashSet<>(visible);
    all.add(own);
    return new Scope(own, all);
  }

  boolean isAll() {
    return suffix.isEmpty();
  }

  /** Whether the user is one of this very scope. */
  boolean owns(String userId) {
    return !isAll() && owner(userId).filter(suffix::equals).isPresent();
  }

  boolean sees(RecordedExchange exchange) {
    return isAll()
        || exchange.userId().flatMap(Scope::owner).map(visible::contains).orElse(/* other= */ true);
  }

  /** The suffix of the scope whose user it is; empty if the user is nobody's. */
  static Optional<String> owner(String userId) {
    Matcher owned = OWNED.matcher(userId);
    return owned.matches() ? Optional.of(owned.group(1)) : Optional.empty();
  }
}
