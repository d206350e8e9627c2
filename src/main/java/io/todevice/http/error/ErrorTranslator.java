package io.todevice.http.error;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.store.StoreBusyException;
import io.todevice.store.StoreException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps what was thrown to the error that a client receives. The texts of foreign exceptions are
 * never shown: what is no fault of the client becomes a 500 with an identifier, and the log holds
 * the exception under the same identifier. Bodies are read by {@link
 * io.todevice.http.json.JsonReader}, which throws what the client did wrong as a {@link
 * MatrixException}; so an exception of Jackson is a fault of the server.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class ErrorTranslator {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslator.class);

  private ErrorTranslator() {}

  /** The error that the client is told for {@code thrown}. Never throws. */
  public static ErrorEnvelope translate(Throwable thrown) {
    Throwable fault = unwrap(thrown);
    if (fault instanceof MatrixException matrix) {
      return ErrorEnvelope.of(matrix);
    } else if (fault instanceof StoreException failed) {
      return ofStore(failed);
    } else if (fault instanceof PreparedAnswerException prepared) {
      return prepared.envelope();
    } else if (fault instanceof ParamException param) {
      return ofParameter(param);
    } else if (fault instanceof WebApplicationException http) {
      return ErrorEnvelope.ofStatus(Math.max(400, http.getResponse().getStatus()));
    } else if (fault instanceof CancellationException
        || fault instanceof RejectedExecutionException) {
      return ErrorEnvelope.ofStatus(503);
    }
    return ofFault(fault);
  }

  private static ErrorEnvelope ofStore(StoreException failed) {
    LOG.debug("A request has failed with its store", failed);
    return ErrorEnvelope.of(
        failed instanceof StoreBusyException
            ? MatrixException.limitExceeded(failed.retryAfter())
            : MatrixException.unavailable(failed.retryAfter()));
  }

  /** Takes away what only carries another exception from one thread or layer to the next. */
  private static Throwable unwrap(Throwable thrown) {
    Throwable current = thrown;
    while (current instanceof CompletionException
        || current instanceof ExecutionException
        || current instanceof ProcessingException) {
      Throwable cause = current.getCause();
      if (cause == null) {
        return current;
      }
      current = cause;
    }
    return current;
  }

  private static ErrorEnvelope ofParameter(ParamException exception) {
    return exception.getCause() instanceof MatrixException matrix
        ? ErrorEnvelope.of(matrix)
        : ErrorEnvelope.of(
            ErrorCode.M_INVALID_PARAM,
            "The parameter " + exception.getParameterName() + " has no valid value");
  }

  private static ErrorEnvelope ofFault(Throwable fault) {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.error("Fault {}", id, fault);
    return ErrorEnvelope.of(ErrorCode.INTERNAL, "Internal server error " + id);
  }
}
