package io.todevice.http.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorEnvelopeTest {

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  @DisplayName("A1: every code becomes an object of errcode and error, with its own status")
  void everyCode(ErrorCode code) throws IOException {
    ErrorEnvelope error = ErrorEnvelope.of(code, "why");

    assertThat(error.status()).isEqualTo(code.httpStatus());
    assertThat(json(error))
        .isEqualTo(json("{\"errcode\":\"" + code.errcode() + "\",\"error\":\"why\"}"));
    assertThat(error.retryAfterSeconds()).isEmpty();
  }

  @Test
  @DisplayName("A1: a message with quotes, control characters and half a surrogate is still JSON")
  void escapes() throws IOException {
    ErrorEnvelope error = ErrorEnvelope.of(ErrorCode.M_UNKNOWN, "a\"b\\c\n\u0001é\uD800");

    assertThat(json(error).path("error").asText()).startsWith("a\"b\\c\n\u0001é");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "999, 1", "1000, 1", "1001, 2", "0, 0", "59001, 60"})
  @DisplayName("R3: retry_after_ms in the body, Retry-After in whole seconds rounded up")
  void retryAfter(long millis, long seconds) throws IOException {
    ErrorEnvelope error =
        ErrorEnvelope.of(MatrixException.limitExceeded(Duration.ofMillis(millis)));

    assertThat(error.status()).isEqualTo(429);
    assertThat(json(error).path("errcode").asText()).isEqualTo("M_LIMIT_EXCEEDED");
    assertThat(json(error).path("retry_after_ms").asLong(-1)).isEqualTo(millis);
    assertThat(error.retryAfterSeconds()).hasValue(seconds);
  }

  @Test
  @DisplayName("A1: an expired token is told as a soft logout, an unknown one is not")
  void softLogout() throws IOException {
    assertThat(json(ErrorEnvelope.of(MatrixException.softLogout())).path("soft_logout").asBoolean())
        .isTrue();
    assertThat(
            json(ErrorEnvelope.of(new MatrixException(ErrorCode.M_UNKNOWN_TOKEN, "Unknown")))
                .has("soft_logout"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "400, M_UNKNOWN", "401, M_MISSING_TOKEN", "403, M_FORBIDDEN", "404, M_UNRECOGNIZED",
    "405, M_UNRECOGNIZED", "406, M_UNKNOWN", "408, M_UNKNOWN", "413, M_TOO_LARGE",
    "415, M_UNKNOWN", "429, M_LIMIT_EXCEEDED", "500, M_UNKNOWN", "503, M_UNKNOWN"
  })
  @DisplayName("R1: a status that a library chose keeps its number and gets a Matrix code")
  void statuses(int status, String errcode) throws IOException {
    ErrorEnvelope error = ErrorEnvelope.ofStatus(status);

    assertThat(error.status()).isEqualTo(status);
    assertThat(json(error).path("errcode").asText()).isEqualTo(errcode);
  }

  private static JsonNode json(ErrorEnvelope error) throws IOException {
    return new ObjectMapper().readTree(error.body());
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
