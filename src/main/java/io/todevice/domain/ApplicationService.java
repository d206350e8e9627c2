package io.todevice.domain;

import java.util.List;
import java.util.function.Predicate;

/**
 * An application service, as far as its registration matters here (Matrix application service API,
 * <i>Registration</i>).
 *
 * @param id its ID
 * @param token the digest of its {@code as_token}
 * @param sender the user it acts as where a request names no other
 * @param users its namespaces of user IDs
 * @param areUsersLimited whether the requests of its users other than the sender are rate-limited
 */
public record ApplicationService(
    String id, TokenHash token, UserId sender, List<Namespace> users, boolean areUsersLimited) {

  /**
   * Some user IDs.
   *
   * @param regex whether an ID matches from its beginning
   * @param isExclusive whether nobody else creates these users
   */
  public record Namespace(Predicate<String> regex, boolean isExclusive) {

    private boolean has(UserId user) {
      return regex.test(user.value());
    }
  }

  /** Copies the list. */
  public ApplicationService {
    users = List.copyOf(users);
  }

  /** Whether it may act as a user: the sender, or a user of this server in its namespaces. */
  public boolean covers(UserId user) {
    return user.equals(sender)
        || isLocal(user) && users.stream().anyMatch(names -> names.has(user));
  }

  /** Whether nobody else may create a user. */
  public boolean isExclusive(UserId user) {
    return isLocal(user)
        && users.stream().anyMatch(names -> names.isExclusive() && names.has(user));
  }

  /** Whether the requests that it makes as a user are rate-limited. */
  public boolean isRateLimited(UserId user) {
    return areUsersLimited && !user.equals(sender);
  }

  private boolean isLocal(UserId user) {
    return user.isOn(sender.serverName());
  }
}
