package io.todevice.conformance.suite;

import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.client.RawConnection;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.client.TargetResponse;
import io.todevice.conformance.report.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What a case acts with: users, devices and requests of its own. Safe for use by many threads. */
public final class CaseContext {

  private final Target target;
  private final ExchangeLog log;
  private final Random random;
  private final String prefix;
  private final List<Session> sessions = new ArrayList<>();
  private final AtomicInteger transactions = new AtomicInteger();

  /**
   * What one case acts with.
   *
   * @param random what is random in the case comes from here
   * @param prefix what its transaction IDs begin with: the same as of no other case and run
   */
  public CaseContext(Target target, ExchangeLog log, Random random, String prefix) {
    this.target = target;
    this.log = log;
    this.random = random;
    this.prefix = prefix;
  }

  /** The server under test. */
  public Target target() {
    return target;
  }

  /** What is random in the case. */
  public Random random() {
    return random;
  }

  /** A device of a user of its own. */
  public synchronized TestDevice newUser() {
    List<Account> taken = sessions.stream().map(Session::account).distinct().toList();
    return adopt(target.accounts().newUser(taken, log));
  }

  /** Another device of the same user. */
  public synchronized TestDevice newDevice(TestDevice sibling) {
    return adopt(target.accounts().newDevice(sibling.session().account(), sessions, log));
  }

  /** Acts with a session that the case has made itself, and ends it with the case. */
  public synchronized TestDevice adopt(Session session) {
    target.redactor().add(session.accessToken(), "token of " + session);
    sessions.add(session);
    return new TestDevice(this, session);
  }

  /** The sessions that the case has made use of. */
  public synchronized List<Session> sessions() {
    return List.copyOf(sessions);
  }

  /** An ID that no other transaction of the run has. */
  public String newTransactionId() {
    return prefix + transactions.incrementAndGet();
  }

  /** The request with a token where the server takes it. */
  public TargetRequest authorized(TargetRequest request, String token) {
    return target.tokenPlace().put(request, token);
  }

  /** Sends a request, and expects that some answer comes. */
  public Reply send(TargetRequest request) {
    return get(sendLater(request));
  }

  /** Sends a request while the case goes on. To cancel it closes the connection. */
  public CompletableFuture<Reply> sendLater(TargetRequest request) {
    CompletableFuture<TargetResponse> sent = target.client().sendAsync(request, log);
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    sent.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            reply.completeExceptionally(failure);
          } else {
            reply.complete(new Reply(response));
          }
        });
    reply.whenComplete(
        (response, failure) -> {
          if (reply.isCancelled()) {
            sent.cancel(true);
          }
        });
    return reply;
  }

  /** Waits for an answer, and expects that it comes. */
  public Reply get(CompletableFuture<Reply> reply) {
    try {
      return reply.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoAnswerException noAnswer) {
        throw noAnswer;
      }
      throw e;
    }
  }

  /**
   * Sends bytes on a connection of their own.
   *
   * @param what how the report calls it
   * @return the answer; empty if the server closed the connection without one
   */
  public Optional<Reply> sendRaw(TargetRequest what, byte[] bytes) {
    return sendRaw(connection -> connection.send(what, bytes));
  }

  /** The same with a request that no HTTP library sends: head and body go out as they are. */
  public Optional<Reply> sendRaw(TargetRequest request) {
    return sendRaw(request, RawRequest.bytes(request, target.client().settings().base()));
  }

  /** The same, and says then that nothing more will come. */
  public Optional<Reply> sendRawAndEnd(TargetRequest request) {
    byte[] bytes = RawRequest.bytes(request, target.client().settings().base());
    return sendRaw(connection -> connection.sendAndEnd(request, bytes));
  }

  private Optional<Reply> sendRaw(Function<RawConnection, Optional<TargetResponse>> exchange) {
    try (RawConnection connection = RawConnection.open(target.client(), log)) {
      return exchange.apply(connection).map(Reply::new);
    } catch (IOException e) {
      throw unmet("a connection", "the server was not reached");
    }
  }

  /** Says that something is not what was expected. */
  public UnmetException unmet(String expected, String actual) {
    return new UnmetException(new Failure(expected, actual, OptionalInt.empty()));
  }

  /** Expects {@code holds}. */
  public void expect(boolean holds, String expected, String actual) {
    if (!holds) {
      throw unmet(expected, actual);
    }
  }
}
