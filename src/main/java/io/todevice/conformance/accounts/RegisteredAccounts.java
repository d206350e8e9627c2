package io.todevice.conformance.accounts;

import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.Accounts;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Session;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Registers a user for every case that asks for one, and removes it as far as the server lets. */
public final class RegisteredAccounts implements Accounts {

  private final SessionCalls calls;
  private final String prefix;
  private final boolean isDeactivationServed;
  private final AtomicInteger registered = new AtomicInteger();
  private final AtomicInteger remaining = new AtomicInteger();

  /**
   * Accounts of one run.
   *
   * @param prefix what the users' names begin with: random, so that no other user is touched
   * @param isDeactivationServed whether users can be removed
   */
  public RegisteredAccounts(SessionCalls calls, String prefix, boolean isDeactivationServed) {
    this.calls = calls;
    this.prefix = prefix;
    this.isDeactivationServed = isDeactivationServed;
  }

  @Override
  public Session newUser(Collection<Account> taken, ExchangeLog log) {
    int number = registered.incrementAndGet();
    return calls.register(prefix + number, "pass-" + prefix + number, log);
  }

  @Override
  public Session newDevice(Account account, Collection<Session> taken, ExchangeLog log) {
    return calls.login(account.userId(), account.password().orElseThrow(), log);
  }

  @Override
  public void release(Collection<Session> sessions, ExchangeLog log) {
    Map<Account, List<Session>> byAccount =
        sessions.stream().collect(Collectors.groupingBy(Session::account));
    byAccount.forEach(
        (account, devices) -> {
          if (!isEnded(account, devices, log)) {
            remaining.incrementAndGet();
          }
        });
  }

  /** Cases end sessions themselves: the first that still works is taken, or a new one. */
  private boolean isEnded(Account account, List<Session> devices, ExchangeLog log) {
    try {
      if (!isDeactivationServed) {
        logout(devices, log);
        return false;
      }
      for (Session device : devices) {
        if (calls.deactivate(device, log)) {
          return true;
        }
      }
      return calls.deactivate(
          calls.login(account.userId(), account.password().orElse(""), log), log);
    } catch (NoAnswerException | InapplicableException e) {
      return false;
    }
  }

  /** All at once where the server does that, and otherwise one by one. */
  private void logout(List<Session> devices, ExchangeLog log) {
    for (Session device : devices) {
      if (calls.logoutAll(device, log)) {
        return;
      }
    }
    devices.forEach(device -> calls.logout(device, log));
  }

  @Override
  public List<String> removeAll(ExchangeLog log) {
    int left = remaining.get();
    return left == 0
        ? List.of()
        : List.of(
            left
                + (left == 1 ? " user stays" : " users stay")
                + " on the server, logged out: "
                + prefix
                + "…. It did not let the kit deactivate "
                + (left == 1 ? "it." : "them."));
  }

  @Override
  public int maxParallelCases() {
    return Integer.MAX_VALUE;
  }
}
