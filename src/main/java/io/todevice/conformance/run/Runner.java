package io.todevice.conformance.run;

import io.todevice.conformance.accounts.UserSource;
import io.todevice.conformance.client.ClientSettings;
import io.todevice.conformance.client.Deadline;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.derived.ResponseJudge;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Target;
import io.todevice.threads.Daemons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Runs cases against a server. Made for one run. */
public final class Runner {

  /** What a case may be sent in any case. */
  private static final long MIN_CASE_BYTES = 1 << 20;

  private static final Duration PAUSE = Duration.ofMillis(300);

  /** What it takes to write down how a case ended. */
  private static final Duration MOMENT = Duration.ofMillis(200);

  private final Settings settings;
  private final RunListener listener;
  private final long started = System.nanoTime();
  private final Recording recording = new Recording();
  private final Set<CaseId> told = new HashSet<>();
  private final Instant startedAt = Instant.now();
  private final String prefix = TargetFinder.newPrefix();
  private final AtomicInteger caseNumbers = new AtomicInteger();
  private final ResponseJudge judge;

  /** A run that {@code listener} is told of. */
  public Runner(Settings settings, RunListener listener) {
    this.settings = settings;
    this.listener = listener;
    judge = new ResponseJudge(settings.document());
  }

  /**
   * Runs the cases that are selected.
   *
   * @throws UnusableTargetException if there is no server, or if it lets nobody in
   * @throws InterruptedException if the thread is interrupted
   */
  public ConformanceReport run(List<ConformanceCase> cases) throws InterruptedException {
    ExecutorService responses = Executors.newCachedThreadPool(Daemons.named("conformance"));
    try {
      Redactor redactor = new Redactor();
      TargetClient client = connect(responses);
      Presence presence = new Presence(client.settings().base());
      TargetFinder.Found found = new TargetFinder(settings, client, redactor, prefix).find();
      List<ConformanceCase> selected =
          cases.stream().filter(each -> settings.selection().test(each.info())).toList();
      List<CaseInfo> judged = ResponseJudge.listCases(settings.document());
      List<CaseInfo> selectedJudged = judged.stream().filter(settings.selection()).toList();
      String revision = settings.document().at("/info/version").asText();
      listener.started(
          new Plan(
              client.settings().base().toString(),
              revision,
              settings.seed(),
              found.findings(),
              selected.size() + selectedJudged.size(),
              settings.users() instanceof UserSource.Registration
                  ? selected.stream().mapToInt(Runner::users).sum()
                  : 0));
      List<CaseResult> results = run(selected, found.target(), presence);
      results.addAll(judge(selectedJudged));
      results.sort(Comparator.comparing(result -> result.info().id()));
      List<String> remarks =
          new ArrayList<>(found.target().accounts().removeAll(new ExchangeLog()));
      if (presence.isGone()) {
        remarks.add("The server was no longer reached when the run ended.");
      }
      if (recording.isFull()) {
        remarks.add("Exchanges are left out of the reports: there were too many.");
      }
      remarks.addAll(
          settings
              .knownFailures()
              .remarks(
                  Stream.concat(cases.stream().map(ConformanceCase::info), judged.stream())
                      .toList()));
      return new ConformanceReport(
          client.settings().base().toString(),
          revision,
          settings.seed(),
          startedAt,
          Duration.ofNanos(System.nanoTime() - started),
          found.findings(),
          results,
          remarks,
          presence.isGone());
    } finally {
      responses.shutdownNow();
    }
  }

  /** How many users a case registers, as a rule: one that sends, and one that receives. */
  private static int users(ConformanceCase testCase) {
    return testCase.info().clause().equals(CaseId.DERIVED) ? 1 : 2;
  }

  /** Waits for the server, and finds out where it is; the time of the run begins then. */
  private TargetClient connect(Executor responses) throws InterruptedException {
    TargetClient client =
        new TargetClient(
            new ClientSettings(
                settings.target(),
                settings.timeout(),
                Deadline.in(settings.patience()),
                settings.maxRate(),
                settings.tls()),
            responses);
    while (!client.settings().deadline().isOver() && !isThere(client)) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    TargetClient inTime = client.withDeadline(Deadline.in(settings.totalTimeout()));
    return settings.isServerName() ? inTime.withBase(new WellKnown(inTime).get()) : inTime;
  }

  private static boolean isThere(TargetClient client) {
    try {
      TargetRequest versions = TargetRequest.of("GET", TargetFinder.VERSIONS).showingLimits();
      return client.send(versions, new ExchangeLog()).status() < 500;
    } catch (NoAnswerException e) {
      return false;
    }
  }

  private List<CaseResult> run(List<ConformanceCase> cases, Target target, Presence presence)
      throws InterruptedException {
    int threads = Math.min(settings.parallel(), target.accounts().maxParallelCases());
    ExecutorService executor = Executors.newFixedThreadPool(threads, Daemons.named("conformance"));
    long maxBytes = Math.max(MIN_CASE_BYTES, Runtime.getRuntime().maxMemory() / 16 / threads);
    try {
      List<CaseResult> results = new ArrayList<>();
      // After those that stop it there is no server.
      for (boolean stopsServer : List.of(false, true)) {
        Map<ConformanceCase, Future<CaseResult>> running = new LinkedHashMap<>();
        for (ConformanceCase each : cases) {
          if (stopsServer == each.info().requires().contains(Capability.SERVER_STOP)) {
            running.put(each, executor.submit(() -> run(each, target, presence, maxBytes)));
          }
        }
        results.addAll(collect(running, target.client().settings().deadline()));
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private CaseResult run(
      ConformanceCase testCase, Target target, Presence presence, long maxBytes) {
    CaseRun run =
        new CaseRun(testCase, target, settings.knownFailures(), presence, recording, maxBytes);
    CaseResult result =
        run.run(settings.seed(), prefix + "c" + caseNumbers.incrementAndGet() + "n");
    if (!target.client().settings().deadline().isOver()) {
      judge.look(result, run.log(), target.redactor());
    }
    tell(result);
    return result;
  }

  /** Waits for all, but not much longer than the run may last. */
  private List<CaseResult> collect(
      Map<ConformanceCase, Future<CaseResult>> running, Deadline deadline)
      throws InterruptedException {
    List<CaseResult> results = new ArrayList<>();
    for (Map.Entry<ConformanceCase, Future<CaseResult>> each : running.entrySet()) {
      try {
        Duration left = deadline.left().plus(Deadline.CLEANUP).plus(MOMENT);
        results.add(each.getValue().get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        CaseResult unfinished = CaseRun.unfinished(each.getKey().info());
        tell(unfinished);
        results.add(unfinished);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a case was not judged", e.getCause());
      }
    }
    return results;
  }

  private List<CaseResult> judge(List<CaseInfo> judged) {
    Agreement agreement = new Agreement(judge, settings.knownFailures());
    List<CaseResult> results = judged.stream().map(agreement::result).toList();
    results.forEach(this::tell);
    return results;
  }

  /** A case that goes on when the run has ended is not told of a second time. */
  private void tell(CaseResult result) {
    synchronized (told) {
      if (told.add(result.info().id())) {
        listener.ended(result);
      }
    }
  }
}
