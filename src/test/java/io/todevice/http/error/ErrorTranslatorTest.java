package io.todevice.http.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.todevice.cli.LogCapture;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonWriter;
import io.todevice.store.StoreBusyException;
import io.todevice.store.StoreUnavailableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.glassfish.jersey.server.ParamException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTranslatorTest {

  @RegisterExtension final LogCapture log = new LogCapture(ErrorTranslator.class);

  @Test
  @DisplayName("R3: a busy store is one request too many")
  void busyStore() {
    ErrorEnvelope error =
        ErrorTranslator.translate(
            new CompletionException(new StoreBusyException("full", Duration.ofMillis(1_200))));

    assertThat(error)
        .hasToString(
            "429 {\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too many requests\","
                + "\"retry_after_ms\":1200}");
    assertThat(error.retryAfterSeconds()).hasValue(2);
    assertThat(log.events()).isEmpty();
  }

  @Test
  @DisplayName("P1: a store that does not answer is a 503 that says when to repeat the request")
  void unavailableStore() {
    ErrorEnvelope error =
        ErrorTranslator.translate(
            new StoreUnavailableException("no answer", new IllegalStateException("secret")));

    assertThat(error.status()).isEqualTo(503);
    assertThat(error.toString()).contains("M_UNKNOWN", "retry_after_ms").doesNotContain("secret");
    assertThat(error.retryAfterSeconds()).isPresent();
    assertThat(log.events()).isEmpty();
  }

  @Test
  @DisplayName("A1: what fails while an answer is written is no fault of the client")
  void unwritable() {
    Object failing =
        new Object() {
          @SuppressWarnings("unused")
          public String getValue() {
            throw new MatrixException(ErrorCode.M_BAD_JSON, "secret");
          }
        };
    assertThat(code(catchThrowable(() -> new ObjectMapper().writeValueAsBytes(failing))))
        .isEqualTo("500 M_UNKNOWN");
    assertThat(code(catchThrowable(() -> new JsonWriter(JsonMappers.create()).write(failing))))
        .isEqualTo("500 M_UNKNOWN");
  }

  @Test
  @DisplayName("S5: a parameter without a valid value is M_INVALID_PARAM and names the parameter")
  void parameters() {
    ParamException exception =
        new ParamException.QueryParamException(new NumberFormatException("abc"), "timeout", null);

    assertThat(code(exception)).isEqualTo("400 M_INVALID_PARAM");
    assertThat(ErrorTranslator.translate(exception).toString())
        .contains("timeout")
        .doesNotContain("abc");
    assertThat(code(new ParamException.PathParamException(null, "id", null)))
        .isEqualTo("400 M_INVALID_PARAM");
  }

  @Test
  @DisplayName("R1: JAX-RS's own errors keep their status")
  void jaxRs() {
    assertThat(code(new NotFoundException("secret"))).isEqualTo("404 M_UNRECOGNIZED");
    assertThat(code(new NotAllowedException("PUT"))).isEqualTo("405 M_UNRECOGNIZED");
    assertThat(code(new NotSupportedException("secret"))).isEqualTo("415 M_UNKNOWN");
  }

  @Test
  @DisplayName("A1: an error keeps its code however many layers carry it")
  void unwrapped() {
    MatrixException error = new MatrixException(ErrorCode.M_FORBIDDEN, "no");

    assertThat(code(new CompletionException(new ExecutionException(error))))
        .isEqualTo("403 M_FORBIDDEN");
    assertThat(code(new ProcessingException(new CompletionException(error))))
        .isEqualTo("403 M_FORBIDDEN");
  }

  @Test
  @DisplayName("R6: cancelled and refused work is a 503")
  void unavailable() {
    assertThat(code(new CancellationException("x"))).isEqualTo("503 M_UNKNOWN");
    assertThat(code(new RejectedExecutionException("x"))).isEqualTo("503 M_UNKNOWN");
    assertThat(log.events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"RuntimeException", "StackOverflowError", "OutOfMemoryError", "CompletionException"})
  @DisplayName("A1: a fault is a 500 that tells an identifier and nothing else; the log has both")
  void faults(String kind) {
    Throwable fault =
        switch (kind) {
          case "StackOverflowError" -> new StackOverflowError("secret");
          case "OutOfMemoryError" -> new OutOfMemoryError("secret");
          case "CompletionException" -> new CompletionException("secret", null);
          default -> new IllegalStateException("secret");
        };

    ErrorEnvelope error = ErrorTranslator.translate(fault);

    assertThat(error.toString()).startsWith("500 ").contains("M_UNKNOWN").doesNotContain("secret");
    assertThat(log.events()).hasSize(1);
    String id = (String) log.events().get(0).getArgumentArray()[0];
    assertThat(id).hasSize(16);
    assertThat(error.toString()).contains(id);
    assertThat(log.events().get(0).getThrowableProxy().getMessage()).isEqualTo("secret");
  }

  @Test
  @DisplayName("R3: the mapper sends Retry-After with the envelope, and JSON as the type")
  void mapper() {
    try (Response response =
        new ErrorMapper().toResponse(MatrixException.limitExceeded(Duration.ofMillis(1500)))) {
      assertThat(response.getStatus()).isEqualTo(429);
      assertThat(response.getHeaderString("Retry-After")).isEqualTo("2");
      assertThat(response.getHeaderString("Content-Type")).isEqualTo("application/json");
      assertThat((byte[]) response.getEntity()).asString().contains("\"retry_after_ms\":1500");
    }
  }

  private static String code(Throwable thrown) {
    assertThat(thrown).isNotNull();
    ErrorEnvelope error = ErrorTranslator.translate(thrown);
    String errcode = error.toString().replaceAll(".*\"errcode\":\"([A-Z_]+)\".*", "$1");
    return error.status() + " " + errcode;
  }
}
