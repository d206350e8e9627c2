package io.todevice.http.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DatabindException;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.CharConversionException;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which error a client is told for something that was thrown. The texts of foreign exceptions
 * are never told: what is no fault of the client becomes a 500 with an identifier, and the log
 * holds the exception under the same identifier.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class ErrorTranslator {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslator.class);

  /** How Jackson words that a creator property is absent, required or not. */
  private static final Pattern MISSING_PROPERTY =
      Pattern.compile("Missing (required )?creator property.*", Pattern.DOTALL);

  /** How Jackson begins its message about input in which there is nothing but white space. */
  private static final String NO_CONTENT = "No content to map";

  private ErrorTranslator() {}

  /** The error that the client is told for {@code thrown}. Never throws. */
  public static ErrorEnvelope translate(Throwable thrown) {
    Throwable fault = unwrap(thrown);
    if (fault instanceof MatrixException matrix) {
      return ErrorEnvelope.of(matrix);
    } else if (fault instanceof PreparedAnswerException prepared) {
      return prepared.envelope();
    } else if (fault instanceof ParamException param) {
      return ofParameter(param);
    } else if (fault instanceof WebApplicationException http) {
      return ErrorEnvelope.ofStatus(Math.max(400, http.getResponse().getStatus()));
    } else if (fault instanceof DatabindException databind) {
      return ofBinding(databind);
    } else if (isNotJson(fault)) {
      return ErrorEnvelope.of(ErrorCode.M_NOT_JSON, "The request body is not JSON");
    } else if (fault instanceof JacksonException) {
      return ErrorEnvelope.of(ErrorCode.M_BAD_JSON, "The request body exceeds a limit of JSON");
    } else if (fault instanceof CancellationException
        || fault instanceof RejectedExecutionException) {
      return ErrorEnvelope.ofStatus(503);
    }
    return ofFault(fault);
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

  private static ErrorEnvelope ofBinding(DatabindException exception) {
    // A parser's or a constructor's exception comes wrapped in the place where it happened.
    Throwable cause = exception.getCause();
    if (cause instanceof MatrixException matrix) {
      return ErrorEnvelope.of(matrix);
    } else if (isNotJson(cause) || exception.getOriginalMessage().startsWith(NO_CONTENT)) {
      return ErrorEnvelope.of(ErrorCode.M_NOT_JSON, "The request body is not JSON");
    } else if (MISSING_PROPERTY.matcher(exception.getOriginalMessage()).matches()) {
      return ErrorEnvelope.of(
          ErrorCode.M_MISSING_PARAM, "The request body lacks a required member");
    }
    return ErrorEnvelope.of(ErrorCode.M_BAD_JSON, "The request body has not the expected form");
  }

  private static boolean isNotJson(@Nullable Throwable fault) {
    return fault instanceof StreamReadException
        || fault instanceof CharConversionException
        || fault instanceof CharacterCodingException;
  }

  private static ErrorEnvelope ofFault(Throwable fault) {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.error("Fault {}", id, fault);
    return ErrorEnvelope.of(ErrorCode.INTERNAL, "Internal server error " + id);
  }
}
