package io.todevice.service.sync;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.Stages;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.sync.SyncParts.Since;
import io.todevice.store.MessageStore.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sync that waits where it finds nothing. It is a few objects and no thread: a watch wakes it,
 * and then it looks, on the executor and never on the thread that woke it. It watches before its
 * first look, so that nothing falls between the two; when its time is up it is answered with what
 * the last look gave, and the next sync looks again.
 *
 * <p>It looks one look at a time, and once more for whatever woke it during a look; so no wake-up
 * is lost, and a thousand of them in a row cost two looks.
 */
final class WaitingSync {

  /** What is waited for, and on whose behalf. */
  interface Subject {

    /**
     * Reads what is new, and then checks the token.
     *
     * @param isFirst whether the token has been checked just before, so that news needs no check
     */
    CompletionStage<Look> look(Since since, boolean isFirst);

    /** What the token is good for. */
    CompletionStage<Authentication> check();

    /** The sync waits from now on. */
    void began(WaitingSync sync);

    /** It does not wait any more, if it ever did. May be called again. */
    void ended(WaitingSync sync);
  }

  private enum Turn {
    IDLE,
    LOOKING,
    /** Woken during a look, which may have missed the cause. */
    LOOK_AGAIN
  }

  private static final Duration SHORTEST_DELAY = Duration.ofMillis(1);

  private final CompletableFuture<SyncResult> answer;
  private final Subject subject;
  private final Duration wait;
  private final Timers timers;
  private final Executor executor;
  private final InstantSource clock;

  /** Begins as if looking: it is, as soon as it watches. */
  private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.LOOKING);

  private volatile Since since;
  private volatile @Nullable SyncResult empty;
  private volatile @Nullable Watch watch;
  private volatile Timers.@Nullable Timer timeout;
  private volatile Timers.@Nullable Timer expiry;

  /**
   * A sync that does not look yet.
   *
   * @param answer what ends it, whoever completes or cancels it
   * @param since where it begins
   * @param wait for how long it waits after a first look in vain
   */
  WaitingSync(
      CompletableFuture<SyncResult> answer,
      Subject subject,
      Since since,
      Duration wait,
      Timers timers,
      Executor executor,
      InstantSource clock) {
    this.answer = answer;
    this.subject = subject;
    this.since = since;
    this.wait = wait;
    this.timers = timers;
    this.executor = executor;
    this.clock = clock;
  }

  /** Watches, and looks for the first time, on this thread. */
  void begin(Function<Runnable, Watch> watchInbox) {
    try {
      watch = watchInbox.apply(this::wake);
    } catch (RuntimeException broken) {
      fail(broken);
      return;
    }
    // However the answer comes about, also by being cancelled; at once if it has come already.
    var unused = answer.whenComplete((result, failure) -> release());
    look();
  }

  /** Answers a sync that waits, empty, on the executor, without looking again (clause R6). */
  void stop() {
    onExecutor(this::finishEmpty, this::finishEmpty);
  }

  /** Ends when the answer has been given, normally whatever the answer is. */
  CompletableFuture<?> answered() {
    return answer.handle((result, failure) -> true);
  }

  private void wake() {
    if (turn.getAndUpdate(now -> now == Turn.IDLE ? Turn.LOOKING : Turn.LOOK_AGAIN) == Turn.IDLE) {
      submitLook();
    }
  }

  private void timeUp() {
    onExecutor(
        () ->
            failWith(
                subject
                    .check()
                    .thenAccept(
                        authentication -> {
                          Accepted unused = authentication.getAccepted();
                          finishEmpty();
                        })),
        this::refuse);
  }

  private void submitLook() {
    onExecutor(this::look, this::refuse);
  }

  private void onExecutor(Runnable task, Runnable otherwise) {
    try {
      executor.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException broken) {
              fail(broken);
            }
          });
    } catch (RuntimeException executorIsGone) {
      otherwise.run();
    }
  }

  private void refuse() {
    fail(new MatrixException(ErrorCode.UNAVAILABLE, "The server is stopping"));
  }

  private void look() {
    if (answer.isDone()) {
      return;
    }
    try {
      CompletableFuture<Look> look = subject.look(since, empty == null).toCompletableFuture();
      // Where the store answers later it does so on a thread of its own, which has other work.
      failWith(
          look.isDone()
              ? look.thenAccept(this::judge)
              : look.thenAcceptAsync(this::judge, executor));
    } catch (RuntimeException broken) {
      fail(broken);
    }
  }

  private void failWith(CompletionStage<?> stage) {
    var unused =
        stage.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                fail(failure);
              }
            });
  }

  /** Throws what the sync is refused with. */
  private void judge(Look seen) {
    if (answer.isDone()) {
      return;
    }
    Accepted accepted = seen.authentication().getAccepted();
    SyncResult result = seen.result();
    if (result.isNews()) {
      finish(result);
      return;
    }
    boolean isFirst = empty == null;
    since = since.after(result);
    empty = result;
    if (isFirst) {
      timeout = timers.start(wait, this::timeUp);
      subject.began(this);
    }
    wakeAtExpiry(accepted.expiresAt());
    if (answer.isDone()) {
      // It ended during the look, when the timers were not there to be cancelled.
      release();
    }
    lookedInVain();
  }

  private void lookedInVain() {
    if (!turn.compareAndSet(Turn.LOOKING, Turn.IDLE)) {
      turn.set(Turn.LOOKING);
      submitLook();
    }
  }

  private void wakeAtExpiry(Optional<Instant> expiresAt) {
    cancel(expiry);
    if (expiresAt.isEmpty()) {
      return;
    }
    Duration left = Duration.between(clock.instant(), expiresAt.get());
    // A token that outlives the wait is checked at its end anyway.
    if (left.compareTo(wait) < 0) {
      expiry = timers.start(left.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : left, this::wake);
    }
  }

  private void finishEmpty() {
    SyncResult known = empty;
    if (known != null) {
      finish(known);
    }
  }

  /** Lets go of everything first, so that whoever has the answer finds it let go. */
  private void finish(SyncResult result) {
    release();
    answer.complete(result);
  }

  private void fail(Throwable failure) {
    release();
    answer.completeExceptionally(Stages.cause(failure));
  }

  private void release() {
    subject.ended(this);
    cancel(timeout);
    cancel(expiry);
    Watch current = watch;
    if (current != null) {
      current.close();
    }
  }

  private static void cancel(Timers.@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
