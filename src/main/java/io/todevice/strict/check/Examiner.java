package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.domain.DeviceAddress;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.DocumentedOperation;
import io.todevice.strict.journal.Violation;
import io.todevice.validation.MatchedRequest;
import io.todevice.validation.MessageValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All checks together, with what they remember. To be given the exchanges in the order in which
 * they were answered, by one thread at a time.
 */
public final class Examiner {

  /** One request can't say more than this of its client. */
  private static final int MAX_VIOLATIONS = 20;

  private final MessageValidator validator;
  private final Map<String, DocumentedOperation> operations;
  private final List<Check> checks;
  private DeviceMemories memories = new DeviceMemories();

  /**
   * An examiner.
   *
   * @param document the assembled document that clients are held to
   * @throws SpecificationException if the document cannot be used
   */
  public Examiner(JsonNode document) {
    validator = new MessageValidator(document);
    operations =
        DocumentedOperation.listOf(document).stream()
            .collect(Collectors.toMap(DocumentedOperation::id, Function.identity()));
    FieldCheck fields = new FieldCheck(document);
    checks =
        List.of(
            new DocumentCheck(validator),
            fields,
            new InlineFilterCheck(validator, fields, operations),
            new ContentTypeCheck(),
            new TokenCheck(),
            new RetryAfterCheck(),
            new TransactionCheck(),
            new SinceCheck(),
            new BusySyncCheck(),
            new MessagesCheck());
  }

  /** What the client does wrong in an exchange, as far as it is told by it and those before. */
  public List<Violation> examine(ClientExchange exchange) {
    if (exchange.request().method().equals("OPTIONS")) {
      // A browser's, not the client's.
      return List.of();
    }
    Examination seen = prepare(exchange);
    String source = seen.documented().map(DocumentedOperation::source).orElse("");
    List<Violation> violations = new ArrayList<>();
    for (Check check : checks) {
      check.check(
          seen,
          (rule, what, pointer) -> {
            if (violations.size() < MAX_VIOLATIONS) {
              violations.add(
                  new Violation(rule, seen.device(), seen.label(), what, pointer, source));
            }
          });
    }
    memories.forgetEnded(seen);
    return violations;
  }

  /** Forgets what it remembers of clients: those that come are others. */
  public void forgetClients() {
    memories = new DeviceMemories();
  }

  private Examination prepare(ClientExchange exchange) {
    Optional<MatchedRequest> matched = validator.match(exchange.request());
    Optional<TokenUse> token = TokenUse.find(exchange.request());
    Optional<DeviceAddress> device = memories.identify(exchange.device(), token);
    return new Examination(
        exchange,
        matched,
        matched.map(request -> operations.get(request.operation().operationId())),
        read(exchange.request().body()),
        isAnswerOfInterest(exchange, matched)
            ? read(exchange.response().body())
            : MissingNode.getInstance(),
        token,
        device,
        device.map(memories::of));
  }

  /** No check looks into the others, and some are large. */
  private static boolean isAnswerOfInterest(
      ClientExchange exchange, Optional<MatchedRequest> matched) {
    return exchange.response().status() >= 400
        || matched.filter(request -> request.operation().operationId().equals("sync")).isPresent();
  }

  private static JsonNode read(byte[] body) {
    return body.length == 0 ? MissingNode.getInstance() : Json.read(body);
  }
}
