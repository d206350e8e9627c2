package io.todevice.conformance.report;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a server may be able to do or not: cases that need it are skipped where it is not there. */
public enum Capability implements Ability {
  REGISTRATION("registers users with m.login.dummy"),
  PASSWORD_LOGIN("logs users in with m.login.password"),
  NEW_DEVICES("gives the kit as many devices as it needs, by registration or by login"),
  HEADER_TOKEN("takes the access token in the Authorization header"),
  QUERY_TOKEN("takes the access token in the query"),
  R0_PATHS("serves the same operations under /_matrix/client/r0"),
  REFRESH_TOKENS("gives out refresh tokens when a client asks for them"),
  LOGOUT_ALL("ends all sessions of a user at once"),
  DEVICE_DELETION("deletes devices after the user's password was given again"),
  ACCOUNT_DEACTIVATION("lets a user deactivate the account"),
  WILDCARD_TO_OWN_DEVICE("delivers * also to the device that sends it"),
  END_TO_END_KEYS("keeps keys for end-to-end encryption"),
  FOLLOWING_WITHOUT_ROOMS("tells who has asked for a user's keys when they change, without a room"),
  SLIDING_SYNC("serves POST /_matrix/client/v4/sync"),
  UNSTABLE_SLIDING_SYNC("serves POST /_matrix/client/unstable/org.matrix.simplified_msc3575/sync"),
  KEY_BACKUP("keeps backups of keys"),
  ACCOUNT_DATA("keeps account data, push rules and profiles"),
  RATE_LIMITS("refuses a device that sends too much"),
  SERVER_STOP("can be stopped by the kit");

  private static final Set<Capability> OF_USERS =
      Set.of(
          REGISTRATION, PASSWORD_LOGIN, NEW_DEVICES, LOGOUT_ALL, DEVICE_DELETION, REFRESH_TOKENS);

  private final String meaning;

  Capability(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** Which option may make cases run that need it. */
  public String remedy() {
    if (this == SERVER_STOP) {
      return "--stop-command";
    }
    return (OF_USERS.contains(this) ? "other --users, or " : "")
        + "--capability "
        + this
        + "=yes where it has";
  }

  /** The capability of this name, as {@link #toString} writes it. */
  public static Optional<Capability> find(String name) {
    return Stream.of(values()).filter(each -> each.toString().equals(name)).findFirst();
  }

  /** Its name on the command line and in reports, for example {@code query-token}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
