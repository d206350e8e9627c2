package io.todevice.conformance.accounts;

import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.Accounts;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Session;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Logs given users in on new devices, and out again. Cases take turns with the users. */
public final class PasswordAccounts implements Accounts {

  private final SessionCalls calls;
  private final List<UserSource.User> users;
  private final AtomicInteger remaining = new AtomicInteger();

  /** Accounts of these users. */
  public PasswordAccounts(SessionCalls calls, List<UserSource.User> users) {
    this.calls = calls;
    this.users = List.copyOf(users);
  }

  @Override
  public Session newUser(Collection<Account> taken, ExchangeLog log) {
    UserSource.User user =
        users.stream()
            .filter(each -> taken.stream().noneMatch(account -> isSame(each, account)))
            .findFirst()
            .orElseThrow(
                () -> new InapplicableException("it needs " + (taken.size() + 1) + " users"));
    return calls.login(user.user(), user.password(), log);
  }

  @Override
  public Session newDevice(Account account, Collection<Session> taken, ExchangeLog log) {
    return calls.login(account.userId(), account.password().orElseThrow(), log);
  }

  /** Only the kit's own devices: the users may have others. */
  @Override
  public void release(Collection<Session> sessions, ExchangeLog log) {
    for (Session session : sessions) {
      try {
        calls.logout(session, log);
      } catch (NoAnswerException e) {
        remaining.incrementAndGet();
      }
    }
  }

  @Override
  public List<String> removeAll(ExchangeLog log) {
    int left = remaining.get();
    return left == 0 ? List.of() : List.of(left + " devices of the kit may still be logged in.");
  }

  @Override
  public int maxParallelCases() {
    return 1;
  }

  private static boolean isSame(UserSource.User user, Account account) {
    return user.user().equals(account.userId()) || user.user().equals(account.localpart());
  }
}
