package io.todevice.service.sync;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.Stages;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.store.MessageStore.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sync that found nothing and waits. It is a few objects and no thread: a watch and a timer wake
 * it, and then it looks again, on the executor and never on the thread that woke it.
 *
 * <p>It looks one look at a time, and once more for whatever woke it during a look; so no wake-up
 * is lost, and a thousand of them in a row cost two looks.
 */
final class WaitingSync {

  private enum Turn {
    IDLE,
    LOOKING,
    /** Woken during a look, which may have missed the cause. */
    LOOK_AGAIN
  }

  private static final Duration SHORTEST_DELAY = Duration.ofMillis(1);

  private final CompletableFuture<SyncResult> answer;
  private final Supplier<CompletionStage<Look>> look;
  private final Duration wait;
  private final Set<WaitingSync> waiting;
  private final Timers timers;
  private final Executor executor;
  private final InstantSource clock;

  /** Begins as if looking, so that nothing happens before everything is in place. */
  private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.LOOKING);

  private volatile SyncResult empty;
  private volatile boolean timeIsUp;
  private volatile @Nullable Watch watch;
  private volatile Timers.@Nullable Timer timeout;
  private volatile Timers.@Nullable Timer expiry;

  /**
   * A sync that does not wait yet.
   *
   * @param answer what ends the wait, whoever completes or cancels it
   * @param empty what to answer as long as nothing has come
   * @param look reads what is new and then checks the token
   * @param wait for how long
   * @param waiting where it is listed while it waits
   */
  WaitingSync(
      CompletableFuture<SyncResult> answer,
      SyncResult empty,
      Supplier<CompletionStage<Look>> look,
      Duration wait,
      Set<WaitingSync> waiting,
      Timers timers,
      Executor executor,
      InstantSource clock) {
    this.answer = answer;
    this.empty = empty;
    this.look = look;
    this.wait = wait;
    this.waiting = waiting;
    this.timers = timers;
    this.executor = executor;
    this.clock = clock;
  }

  /** Begins to wait, with a first look at what came before the watch was set up. */
  void begin(Function<Runnable, Watch> watchInbox) {
    try {
      watch = watchInbox.apply(this::wake);
      timeout = timers.start(wait, this::timeUp);
      waiting.add(this);
    } catch (RuntimeException broken) {
      fail(broken);
    }
    // However the answer comes about, also by being cancelled; at once if it has come already.
    var unused = answer.whenComplete((result, failure) -> release());
    submitLook();
  }

  /** Answers empty, on the executor, without looking again (clause R6). */
  void stop() {
    try {
      executor.execute(() -> finish(empty));
    } catch (RuntimeException executorIsGone) {
      finish(empty);
    }
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
    timeIsUp = true;
    wake();
  }

  private void submitLook() {
    try {
      executor.execute(this::look);
    } catch (RuntimeException executorIsGone) {
      fail(new MatrixException(ErrorCode.UNAVAILABLE, "The server is stopping"));
    }
  }

  private void look() {
    if (answer.isDone()) {
      return;
    }
    // Asked before the look: the look that ends the wait begins after the time is up.
    boolean isLast = timeIsUp;
    try {
      look.get()
          .thenAcceptAsync(seen -> judge(seen, isLast), executor)
          .whenComplete(
              (judged, failure) -> {
                if (failure != null) {
                  fail(failure);
                }
              });
    } catch (RuntimeException broken) {
      fail(broken);
    }
  }

  /** Throws what the sync is refused with. */
  private void judge(Look seen, boolean isLast) {
    Accepted accepted = seen.authentication().getAccepted();
    SyncResult result = seen.result();
    if (isLast || result.isNews()) {
      finish(result);
    } else {
      empty = result;
      wakeAtExpiry(accepted.expiresAt());
      lookedInVain();
    }
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
      if (answer.isDone()) {
        // It ended during the look, when this timer was not there to be cancelled.
        release();
      }
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
    waiting.remove(this);
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
