package io.todevice.clientkit;

import static io.todevice.clientkit.ClientAbility.REFRESH_TOKENS;
import static io.todevice.clientkit.ClientAbility.SEND;
import static io.todevice.clientkit.ClientAbility.STORE;

import io.todevice.clientkit.Moment.Call;
import io.todevice.conformance.report.Severity;
import io.todevice.faults.Effects;
import io.todevice.faults.ProxyRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Scenarios of tokens, of the end of sessions, and of requests as such. */
final class SessionScenarios {

  private static final String REFRESH = "refresh";
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration WATCHED = Duration.ofSeconds(3);

  /** So many requests may be under way when a session ends. */
  private static final int UNDER_WAY = 3;

  private static final Predicate<ProxyRequest> REFRESHES = ProxyRequest.of("POST", "/refresh");

  private SessionScenarios() {}

  static List<Scenario> list() {
    return ScenarioList.join(tokens(), requests(), logouts(), refreshes());
  }

  private static ScenarioList tokens() {
    return new ScenarioList("Using access tokens", "using-access-tokens")
        .should(
            "A2.header",
            "The access token is in the Authorization header, not in the query.",
            stage -> {
              ordinary(stage);
              for (Call call : stage.calls(any -> true)) {
                Stage.expect(
                    call.query("access_token").isEmpty(),
                    "no access_token in the query, which logs of servers and proxies keep",
                    "there is one",
                    call.place());
              }
            },
            SEND);
  }

  private static ScenarioList requests() {
    return new ScenarioList("API standards", "api-standards")
        .must(
            "API.demanded",
            "No request of an ordinary session is against what the document demands.",
            stage -> expectNoViolation(stage, Severity.MUST),
            SEND)
        .should(
            "API.asked",
            "No request of an ordinary session is against what the document asks for.",
            stage -> expectNoViolation(stage, Severity.SHOULD),
            SEND);
  }

  private static void expectNoViolation(Stage stage, Severity severity)
      throws InterruptedException {
    ordinary(stage);
    for (String violation : stage.bed().violations()) {
      Stage.expect(
          !violation.startsWith(severity.name()),
          "requests that strict mode finds nothing wrong with",
          violation,
          Stage.last(stage.calls(any -> true)));
    }
  }

  private static void ordinary(Stage stage) throws InterruptedException {
    stage.start();
    stage.deliver(2);
    stage.untilSent(stage.send());
    stage.untilHandled();
  }

  private static ScenarioList logouts() {
    return new ScenarioList("Soft logout", "soft-logout")
        .should(
            "A5.ended-session",
            "A token that the server does not know any more is not used over and over.",
            stage -> {
              stage.start();
              stage.fault(ScenarioEffects.refused(401, "M_UNKNOWN_TOKEN"));
              expectEnd(stage);
            })
        .should(
            "A5.soft-logout",
            "After a soft logout the client stops, and goes on from its position with a new"
                + " token.",
            stage -> {
              stage.start();
              stage.deliver(2);
              stage.untilHandled();
              stage.fault(Effects.softLogout());
              expectEnd(stage);
              stage.heal();
              stage.bed().renewToken(LONG);
              stage.deliver(2);
              int before = stage.syncs().size();
              stage.restart();
              Call first = stage.syncs().get(before);
              Stage.expect(
                  first.query("since").isPresent(),
                  "a sync with the since of before the logout",
                  "an initial sync",
                  first.place());
              stage.untilHandled();
            },
            STORE);
  }

  private static void expectEnd(Stage stage) throws InterruptedException {
    stage.wake();
    stage.until("a request", () -> !refused(stage).isEmpty());
    stage.quiet(WATCHED);
    SendScenarios.expectAtMost(
        refused(stage), UNDER_WAY, "requests with the token within " + WATCHED.toSeconds() + " s");
  }

  private static List<Call> refused(Stage stage) {
    return stage.calls(request -> !request.token().isEmpty()).stream()
        .filter(call -> call.isAnswered(401))
        .toList();
  }

  private static ScenarioList refreshes() {
    return new ScenarioList("Refreshing access tokens", "refreshing-access-tokens")
        .must(
            "A5.refresh",
            "An access token that has expired is refreshed, and the client goes on from its"
                + " position.",
            stage -> {
              expire(stage);
              stage.deliver(2);
              stage.untilHandled();
              SyncScenarios.expectSinceKept(stage.syncs());
            },
            REFRESH_TOKENS)
        .must(
            "A5.refresh-lost-response",
            "A refresh whose response is lost is repeated with the same refresh token.",
            stage -> {
              stage.fault(Effects.answerLost(), REFRESH, 1);
              expire(stage);
              stage.deliver(2);
              stage.untilHandled();
              Call first = stage.calls(REFRESHES).get(0);
              Call second = stage.calls(REFRESHES).get(1);
              Stage.expect(
                  first.body().path("refresh_token").equals(second.body().path("refresh_token")),
                  "the same refresh token",
                  "another one",
                  second.place());
            },
            REFRESH_TOKENS)
        .must(
            "A5.refresh-kept",
            "After a restart the client has the tokens that it got last.",
            stage -> {
              expire(stage);
              stage.deliver(1);
              stage.untilHandled();
              stage.restart();
              stage.deliver(1);
              stage.untilHandled();
              Stage.expect(
                  stage.calls(REFRESHES).stream().noneMatch(call -> call.isAnswered(401)),
                  "no use of a refresh token that has been replaced",
                  "it was used again and refused",
                  Stage.last(stage.calls(REFRESHES)));
            },
            REFRESH_TOKENS,
            STORE);
  }

  private static void expire(Stage stage) throws InterruptedException {
    stage.bed().renewToken(LIFETIME);
    stage.start();
    stage.bed().advanceClock(LIFETIME);
    stage.until("a request to refresh the token", () -> !stage.calls(REFRESHES).isEmpty());
  }
}
