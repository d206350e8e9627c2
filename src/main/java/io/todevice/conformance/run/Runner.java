package io.todevice.conformance.run;

import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.derived.ResponseJudge;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Runs cases against a server. Made for one run. */
public final class Runner {

  private final Settings settings;
  private final RunListener listener;
  private final long started = System.nanoTime();
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
    ExecutorService responses = Executors.newCachedThreadPool(Runner::daemon);
    try {
      Redactor redactor = new Redactor();
      TargetClient client = new TargetClient(settings.target(), settings.timeout(), responses);
      TargetFinder.Found found = new TargetFinder(settings, client, redactor, prefix).find();
      List<ConformanceCase> selected =
          cases.stream().filter(each -> settings.selection().test(each.info())).toList();
      List<CaseInfo> judged = ResponseJudge.listCases(settings.document());
      List<CaseInfo> selectedJudged = judged.stream().filter(settings.selection()).toList();
      listener.started(found.findings(), selected.size() + selectedJudged.size());
      List<CaseResult> results = run(selected, found.target());
      results.addAll(judge(selectedJudged));
      results.sort(Comparator.comparing(result -> result.info().id()));
      List<String> remarks =
          new ArrayList<>(found.target().accounts().removeAll(new ExchangeLog()));
      remarks.addAll(
          unknownFailures(
              Stream.concat(cases.stream().map(ConformanceCase::info), judged.stream()).toList()));
      return new ConformanceReport(
          settings.target().toString(),
          settings.document().at("/info/version").asText(),
          settings.seed(),
          startedAt,
          java.time.Duration.ofNanos(System.nanoTime() - started),
          found.findings(),
          results,
          remarks);
    } finally {
      responses.shutdownNow();
    }
  }

  private List<CaseResult> run(List<ConformanceCase> cases, Target target)
      throws InterruptedException {
    int threads = Math.min(settings.parallel(), target.accounts().maxParallelCases());
    ExecutorService executor = Executors.newFixedThreadPool(threads, Runner::daemon);
    try {
      List<Future<CaseResult>> running = new ArrayList<>();
      for (ConformanceCase each : cases) {
        if (!stopsServer(each)) {
          running.add(executor.submit(() -> runInTime(each, target)));
        }
      }
      List<CaseResult> results = new ArrayList<>();
      for (Future<CaseResult> each : running) {
        results.add(get(each));
      }
      // After these there is no server.
      cases.stream()
          .filter(Runner::stopsServer)
          .forEach(each -> results.add(runInTime(each, target)));
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private CaseResult runInTime(ConformanceCase testCase, Target target) {
    CaseRun run = new CaseRun(testCase, target, settings.knownFailures());
    CaseResult result =
        System.nanoTime() - started < settings.totalTimeout().toNanos()
            ? run.run(settings.seed(), prefix + "c" + caseNumbers.incrementAndGet() + "n")
            : run.skipped("the time for the whole run was up");
    judge.look(result, run.log(), target.redactor());
    tell(result);
    return result;
  }

  private List<CaseResult> judge(List<CaseInfo> judged) {
    Agreement agreement = new Agreement(judge, settings.knownFailures());
    List<CaseResult> results = judged.stream().map(agreement::result).toList();
    results.forEach(this::tell);
    return results;
  }

  private void tell(CaseResult result) {
    synchronized (listener) {
      listener.ended(result);
    }
  }

  private static boolean stopsServer(ConformanceCase testCase) {
    return testCase.info().requires().contains(Capability.SERVER_STOP);
  }

  private static CaseResult get(Future<CaseResult> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case was not judged", e.getCause());
    }
  }

  private List<String> unknownFailures(List<CaseInfo> cases) {
    return settings.knownFailures().ids().stream()
        .filter(id -> cases.stream().noneMatch(each -> each.id().equals(id)))
        .sorted()
        .map(id -> "The known failure " + id + " is no case of the kit.")
        .toList();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "conformance");
    thread.setDaemon(true);
    return thread;
  }
}
