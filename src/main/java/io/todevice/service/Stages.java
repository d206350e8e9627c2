package io.todevice.service;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Small things that the services do with stages. */
public final class Stages {

  private Stages() {}

  /** A stage that has ended with a Matrix error. */
  public static <T> CompletionStage<T> refused(ErrorCode code, String message) {
    return CompletableFuture.failedFuture(new MatrixException(code, message));
  }

  /** A stage that has ended with this Matrix error. */
  public static <T> CompletionStage<T> refused(MatrixException error) {
    return CompletableFuture.failedFuture(error);
  }

  /** What a stage failed with, without the wrapping that later stages put around it. */
  public static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    @Nullable Throwable inner = cause.getCause();
    while (cause instanceof CompletionException && inner != null) {
      cause = inner;
      inner = cause.getCause();
    }
    return cause;
  }
}
