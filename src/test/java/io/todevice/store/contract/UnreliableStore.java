package io.todevice.store.contract;

import static java.util.Objects.requireNonNull;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.StoreBusyException;
import io.todevice.store.StoreUnavailableException;
import io.todevice.store.memory.MemoryStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A memory store that behaves like one elsewhere: it answers later, on one of two threads of its
 * own, whose names begin with {@link #THREADS}; hints come late; and an operation fails where a
 * test says so, before it is carried out or after.
 */
public final class UnreliableStore implements InvocationHandler {

  /** How the names of its threads begin. */
  public static final String THREADS = "unreliable-store";

  /** What becomes of an operation. */
  public enum Fault {
    NONE,
    /** It is refused, and nothing is done. */
    BUSY,
    /** The connection breaks before anything is done. */
    LOST_BEFORE,
    /** The connection breaks when everything is done. */
    LOST_AFTER,
    /** It is carried out, and never answered. */
    SILENT
  }

  /** What the operations of all its views share. */
  private static final class Shared {
    private final AtomicReference<Function<String, Fault>> faults =
        new AtomicReference<>(operation -> Fault.NONE);
    private final AtomicInteger thread = new AtomicInteger();
    private final Random random = new Random(42);
    private final long slowestMicros;
    private final ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(
            2, task -> new Thread(task, THREADS + "-" + thread.incrementAndGet()));

    Shared(Duration slowest) {
      slowestMicros = slowest.toNanos() / 1000;
    }

    void later(Runnable task) {
      var unused =
          threads.schedule(task, random.nextLong(slowestMicros + 1), TimeUnit.MICROSECONDS);
    }
  }

  private final Object target;
  private final Shared shared;

  private UnreliableStore(Object target, Shared shared) {
    this.target = target;
    this.shared = shared;
  }

  /** An empty one, each of whose operations takes up to {@code slowest}. */
  public static UnreliableStore open(Settings settings, InstantSource clock, Duration slowest) {
    return new UnreliableStore(new MemoryStore(settings, clock), new Shared(slowest));
  }

  /** The store. */
  public Store store() {
    return (Store) view(Store.class);
  }

  /**
   * From now on operations fail as {@code faults} says of their names, for example {@code send}.
   */
  public void fail(Function<String, Fault> faults) {
    shared.faults.set(faults);
  }

  private Object view(Class<?> type) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
      return later(method, arguments);
    } else if (method.getName().equals("watch") && arguments != null) {
      Runnable onChange = (Runnable) arguments[1];
      arguments[1] = (Runnable) () -> shared.later(onChange);
    }
    Object result = carryOut(method, arguments);
    if (method.getName().equals("close")) {
      shared.threads.shutdown();
    }
    return isPart(method)
        ? new UnreliableStore(result, shared).view(method.getReturnType())
        : result;
  }

  private static boolean isPart(Method method) {
    return method.getParameterCount() == 0
        && method.getReturnType().isInterface()
        && method.getReturnType().getPackageName().equals(Store.class.getPackageName());
  }

  private CompletionStage<?> later(Method method, Object @Nullable [] arguments) {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    Fault fault = requireNonNull(shared.faults.get()).apply(method.getName());
    try {
      shared.later(() -> answer(method, arguments, fault, answer));
    } catch (RejectedExecutionException closed) {
      answer.completeExceptionally(new IllegalStateException("the store is closed"));
    }
    return answer.minimalCompletionStage();
  }

  private void answer(
      Method method,
      Object @Nullable [] arguments,
      Fault fault,
      CompletableFuture<@Nullable Object> answer) {
    switch (fault) {
      case BUSY ->
          answer.completeExceptionally(new StoreBusyException("full", Duration.ofSeconds(1)));
      case LOST_BEFORE -> answer.completeExceptionally(lost());
      case LOST_AFTER ->
          done(method, arguments).whenComplete((x, y) -> answer.completeExceptionally(lost()));
      case SILENT -> done(method, arguments);
      case NONE ->
          done(method, arguments)
              .whenComplete(
                  (value, failure) -> {
                    if (failure == null) {
                      answer.complete(value);
                    } else {
                      answer.completeExceptionally(failure);
                    }
                  });
    }
  }

  private static StoreUnavailableException lost() {
    return new StoreUnavailableException("the connection is lost", null);
  }

  private CompletionStage<?> done(Method method, Object @Nullable [] arguments) {
    try {
      return (CompletionStage<?>) carryOut(method, arguments);
    } catch (Throwable t) {
      return CompletableFuture.failedStage(t);
    }
  }

  private Object carryOut(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
