package io.todevice.server;

import io.todevice.store.Store;
import io.todevice.store.StoreUnavailableException;
import io.todevice.threads.Daemons;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What every operation of a store that works elsewhere goes through, whatever the store and the
 * operation: an answer that is overdue is a {@link StoreUnavailableException}, and what the server
 * does with an answer runs on threads of the server, so that those of the store are free for the
 * next operation. An operation that is done when it returns passes as it is.
 */
final class TimelyStore implements InvocationHandler {

  private static final String PACKAGE = Store.class.getPackageName();

  private final Object target;
  private final Duration deadline;
  private final ExecutorService executor;

  private TimelyStore(Object target, Duration deadline, ExecutorService executor) {
    this.target = target;
    this.deadline = deadline;
    this.executor = executor;
  }

  /** The store; closing it closes {@code store}. */
  static Store of(Store store, Duration deadline) {
    return view(Store.class, store, deadline, threads());
  }

  private static <T> T view(Class<T> type, T target, Duration deadline, ExecutorService executor) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new TimelyStore(target, deadline, executor)));
  }

  private static ExecutorService threads() {
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(), Daemons.numbered("store-answers-"));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    if (result instanceof CompletionStage<?> stage) {
      return timely(stage.toCompletableFuture());
    } else if (isPart(method)) {
      return part(method.getReturnType(), result);
    } else if (target instanceof Store && method.getName().equals("close")) {
      executor.shutdown();
    }
    return result;
  }

  private static boolean isPart(Method method) {
    return method.getParameterCount() == 0
        && method.getReturnType().isInterface()
        && method.getReturnType().getPackageName().equals(PACKAGE);
  }

  private <T> T part(Class<T> type, Object part) {
    return view(type, type.cast(part), deadline, executor);
  }

  private <T> CompletableFuture<T> timely(CompletableFuture<T> answer) {
    if (answer.isDone()) {
      return answer;
    }
    return answer
        .copy()
        .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
        .handleAsync(
            (value, failure) -> {
              if (failure == null) {
                return value;
              }
              throw failure instanceof TimeoutException
                  ? new StoreUnavailableException("no answer within " + deadline, null)
                  : failure instanceof CompletionException wrapped
                      ? wrapped
                      : new CompletionException(failure);
            },
            executor);
  }
}
