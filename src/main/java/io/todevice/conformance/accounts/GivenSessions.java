package io.todevice.conformance.accounts;

import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.Accounts;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Session;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/** Devices that are logged in already. Cases take turns with them, and none is logged out. */
public final class GivenSessions implements Accounts {

  private final List<Session> given;
  private final BiConsumer<Session, ExchangeLog> emptyInbox;

  /**
   * Accounts of these sessions.
   *
   * @param emptyInbox takes everything out of a device's inbox
   */
  public GivenSessions(List<Session> given, BiConsumer<Session, ExchangeLog> emptyInbox) {
    this.given = List.copyOf(given);
    this.emptyInbox = emptyInbox;
  }

  @Override
  public Session newUser(Collection<Account> taken, ExchangeLog log) {
    return emptied(
        given.stream()
            .filter(session -> !taken.contains(session.account()))
            .findFirst()
            .orElseThrow(
                () ->
                    new InapplicableException(
                        "it needs tokens of " + (taken.size() + 1) + " users")),
        log);
  }

  @Override
  public Session newDevice(Account account, Collection<Session> taken, ExchangeLog log) {
    return emptied(
        given.stream()
            .filter(session -> session.account().equals(account) && !taken.contains(session))
            .findFirst()
            .orElseThrow(
                () -> new InapplicableException("it needs a token of one more device of a user")),
        log);
  }

  private Session emptied(Session session, ExchangeLog log) {
    emptyInbox.accept(session, log);
    return session;
  }

  @Override
  public void release(Collection<Session> sessions, ExchangeLog log) {
    sessions.stream().filter(given::contains).forEach(session -> emptyInbox.accept(session, log));
  }

  @Override
  public List<String> removeAll(ExchangeLog log) {
    return List.of();
  }

  @Override
  public int maxParallelCases() {
    return 1;
  }
}
