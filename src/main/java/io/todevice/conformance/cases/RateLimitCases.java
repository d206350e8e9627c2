package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.Numbered.TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What happens to a device that sends too much (clause R3). */
final class RateLimitCases {

  private static final int MOST_SENDS = 2_000;
  private static final int AT_ONCE = 50;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private RateLimitCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.RATE_LIMITING)
        .must(
            "R3.limited",
            "too many requests are answered 429 M_LIMIT_EXCEEDED with Retry-After",
            context -> {
              var unused = retryAfter(exhaust(context, context.newUser()));
            },
            Capability.RATE_LIMITS)
        .should(
            "R3.per-device",
            "while one device is refused, another of the user and another user are served",
            RateLimitCases::perDevice,
            Capability.RATE_LIMITS,
            Capability.NEW_DEVICES)
        .must(
            "R3.served-again",
            "a device is served again after the time that Retry-After says",
            RateLimitCases::servedAgain,
            Capability.RATE_LIMITS)
        .cases();
  }

  /** Sends that nobody gets, until one is refused. */
  private static Reply exhaust(CaseContext context, TestDevice device) {
    for (int sent = 0; sent < MOST_SENDS; sent += AT_ONCE) {
      List<CompletableFuture<Reply>> sending = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        sending.add(context.sendLater(request(context, device)));
      }
      Optional<Reply> refused =
          sending.stream().map(context::get).toList().stream()
              .map(reply -> reply.expectStatus(200, 429))
              .filter(reply -> reply.status() == 429)
              .reduce((earlier, later) -> later);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    throw context.unmet("a 429 within " + MOST_SENDS + " quick sends", "there was none");
  }

  private static TargetRequest request(CaseContext context, TestDevice device) {
    return device
        .request("PUT", TestDevice.sendPath(TYPE, context.newTransactionId()))
        .json("{\"messages\":{}}")
        .showingLimits();
  }

  /** How long to wait; a server may say so in seconds or with a date (RFC 9110, 10.2.3). */
  private static Duration retryAfter(Reply refused) {
    refused.expectError(429, "M_LIMIT_EXCEEDED");
    JsonNode milliseconds = refused.getJson().path("retry_after_ms");
    refused.expect(
        milliseconds.isMissingNode() || milliseconds.isIntegralNumber(),
        "a whole number at /retry_after_ms",
        "came " + milliseconds);
    return refused
        .findRetryAfter()
        .filter(wait -> !wait.isZero())
        .orElseThrow(
            () ->
                refused.unmet(
                    "Retry-After with whole seconds, at least 1, or with a date",
                    "came " + refused.findHeader("Retry-After").orElse("none")));
  }

  private static void perDevice(CaseContext context) {
    TestDevice greedy = context.newUser();
    TestDevice sibling = context.newDevice(greedy);
    TestDevice other = context.newUser();
    var unused = exhaust(context, greedy);
    context.send(request(context, sibling)).expectEmptyObject();
    context.send(request(context, other)).expectEmptyObject();
  }

  private static void servedAgain(CaseContext context) {
    TestDevice device = context.newUser();
    Duration wait = retryAfter(exhaust(context, device));
    context.expect(
        wait.compareTo(LONGEST_WAIT) <= 0,
        "a wait of at most " + LONGEST_WAIT.toSeconds() + " s",
        "the server wants " + wait.toSeconds() + " s");
    Executor later =
        CompletableFuture.delayedExecutor(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
    CompletableFuture<Reply> again =
        CompletableFuture.supplyAsync(() -> request(context, device), later)
            .thenCompose(context::sendLater);
    context.get(again).expectEmptyObject();
  }
}
