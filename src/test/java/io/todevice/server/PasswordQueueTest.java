package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.service.password.PasswordCost;
import io.todevice.settings.RequestLimits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Passwords that wait to be hashed")
class PasswordQueueTest extends ServerFixture {

  @Override
  ServerConfig config() {
    return super.config()
        .with(RequestLimits.PASSWORD_THREADS, 1)
        .with(RequestLimits.PASSWORD_QUEUE, 1);
  }

  /** One hash takes longer than all the requests of the test. */
  @Override
  Embedding embedding() {
    return Embedding.NONE.withTime(Embedding.NONE.clock(), new PasswordCost(128 * 1024, 4));
  }

  @Test
  @DisplayName("R3: are as many as the queue holds; the others are refused with 429")
  void waitingPasswordsAreBounded() {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    anonymous.callAsync(
                        "POST", "login", WrongPasswordTest.body("busy" + i, "guess")))
            .toList();

    List<Answer> refused =
        answers.stream()
            .map(CompletableFuture::join)
            .filter(answer -> !answer.outcome().equals("403 M_FORBIDDEN"))
            .toList();

    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(
            answer -> {
              assertThat(answer.outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
              assertThat(answer.header("Retry-After")).isEqualTo("1");
            });
  }
}
