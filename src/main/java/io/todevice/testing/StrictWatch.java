package io.todevice.testing;

import io.todevice.domain.DeviceAddress;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.ObservedExchange;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.strict.check.ClientExchange;
import io.todevice.strict.check.Examiner;
import io.todevice.strict.journal.Rule;
import io.todevice.strict.journal.Severity;
import io.todevice.strict.journal.Violation;
import io.todevice.validation.SentRequest;
import io.todevice.validation.SentResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What clients do against the specification, and in which test. Looks at each exchange before its
 * response is sent, so that a test that has the response finds what is wrong. Safe for use by many
 * threads.
 */
final class StrictWatch implements ExchangeObserver {

  /** A violation, with the suffix of the scope that is to blame, if it is known. */
  private record Blamed(Violation violation, Optional<String> suffix) {}

  private final Supplier<Optional<String>> onlyScope;
  private final Examiner examiner = new Examiner(SpecificationDocument.getTree());
  private final List<Blamed> violations = new ArrayList<>();

  /**
   * Watches a server.
   *
   * @param onlyScope the scope that is to blame where no user is known: that of the only test that
   *     runs; empty if there are several
   */
  StrictWatch(Supplier<Optional<String>> onlyScope) {
    this.onlyScope = onlyScope;
  }

  @Override
  public synchronized void observe(ObservedExchange exchange) {
    examiner
        .examine(
            new ClientExchange(
                new SentRequest(
                    exchange.method(),
                    exchange.path(),
                    exchange.query(),
                    exchange.headers(),
                    exchange.requestBody()),
                new SentResponse(exchange.status(), exchange.mediaType(), exchange.responseBody()),
                exchange.device(),
                exchange.receivedNanos(),
                System.nanoTime()))
        .forEach(this::add);
  }

  @Override
  public synchronized void observeRefusal(int status, String reason) {
    add(new Violation(Rule.MALFORMED_REQUEST, Optional.empty(), "(not a request)", reason, "", ""));
  }

  private void add(Violation violation) {
    if (violation.rule().severity() != Severity.NOTICE) {
      Optional<String> owner =
          violation.device().map(DeviceAddress::user).flatMap(user -> Scope.owner(user.value()));
      violations.add(new Blamed(violation, owner.or(onlyScope)));
    }
  }

  /** The violations that a scope is to blame for, those of all scopes for all. */
  synchronized List<String> list(Scope scope) {
    return violations.stream()
        .filter(each -> isOf(scope, each))
        .map(each -> each.violation().toString())
        .toList();
  }

  /** The same, which are forgotten. */
  synchronized List<String> take(Scope scope) {
    List<String> taken = list(scope);
    violations.removeIf(each -> isOf(scope, each));
    return taken;
  }

  private static boolean isOf(Scope scope, Blamed each) {
    return scope.isAll() || each.suffix().filter(scope.suffix()::equals).isPresent();
  }

  /** Forgets the clients and what they did. */
  synchronized void clear() {
    examiner.forgetClients();
    violations.clear();
  }
}
