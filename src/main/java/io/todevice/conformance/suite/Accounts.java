package io.todevice.conformance.suite;

import io.todevice.conformance.client.ExchangeLog;
import java.util.Collection;
import java.util.List;

/**
 * Where the kit's users come from. A user is made use of by one case at a time. Safe for use by
 * many threads as far as {@link #maxParallelCases} says.
 */
public interface Accounts {

  /**
   * A device of a user that no other case makes use of, with nothing in its inbox.
   *
   * @param taken the users that the case has already
   * @throws InapplicableException if there are no more users
   */
  Session newUser(Collection<Account> taken, ExchangeLog log);

  /**
   * Another device of a user, with nothing in its inbox.
   *
   * @param taken the sessions that the case has already
   * @throws InapplicableException if the user cannot have one more
   */
  Session newDevice(Account account, Collection<Session> taken, ExchangeLog log);

  /** Ends what a case has made use of, as far as it can be ended. */
  void release(Collection<Session> sessions, ExchangeLog log);

  /**
   * Removes what the run has left on the server.
   *
   * @return what could not be removed, a sentence each
   */
  List<String> removeAll(ExchangeLog log);

  /** How many cases may run at once. */
  int maxParallelCases();
}
