package io.todevice.spec.drift;

import io.todevice.spec.SpecificationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs what follows a document's references from schema to schema. Documents of hundreds of schemas
 * that lead to each other need more stack than a thread has by default.
 */
final class DeepRecursion {

  private static final long STACK_BYTES = 512L << 20;

  private DeepRecursion() {}

  /**
   * What the task gives, or throws.
   *
   * @param name what is read, for the fault of a document that is nested too deeply
   */
  static <T> T run(String name, Supplier<T> task) {
    FutureTask<T> future = new FutureTask<>(task::get);
    Thread thread = new Thread(null, future, "spec-diff", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof StackOverflowError) {
        throw new SpecificationException(name, "the schemas are nested too deeply");
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpecificationException(name, "the comparison was interrupted");
    }
  }
}
