package io.todevice.clientkit;

import io.todevice.conformance.report.Ability;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a client may be able to do or not: scenarios that need it are skipped where it cannot. */
public enum ClientAbility implements Ability {
  SEND("sends to-device messages on demand"),
  STORE("keeps its position on disk, for the next process"),
  REFRESH_TOKENS("refreshes an access token that has expired"),
  ENCRYPTION("uploads keys for end-to-end encryption, and follows the devices of other users");

  private final String meaning;

  ClientAbility(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** The ability of this name, as {@link #toString} writes it. */
  public static Optional<ClientAbility> find(String name) {
    return Stream.of(values()).filter(each -> each.toString().equals(name)).findFirst();
  }

  /** Its name, for example {@code refresh-tokens}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
