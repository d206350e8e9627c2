package io.todevice.service.password;

import static io.todevice.service.fixture.Outcomes.failure;
import static io.todevice.service.fixture.Outcomes.refusal;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.service.fixture.TestServices;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The workers")
class WorkersTest {

  private final Workers workers = new Workers(1, 2);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    workers.close();
  }

  @Test
  @DisplayName("do the work on a thread of their own")
  void ownThread() {
    Thread caller = Thread.currentThread();

    assertThat(value(workers.submit(TestServices.SOMEBODY, Thread::currentThread)))
        .isNotSameAs(caller);
  }

  @Test
  @DisplayName("R3: turn down at once, with M_LIMIT_EXCEEDED, what does not fit in the queue")
  void fullQueue() {
    CompletionStage<Integer> running =
        workers.submit(TestServices.SOMEBODY, () -> waitThenReturn(1));
    CompletionStage<Integer> second = workers.submit(TestServices.SOMEBODY, () -> 2);
    CompletionStage<Integer> third = workers.submit(TestServices.SOMEBODY, () -> 3);

    MatrixException refusal = refusal(workers.submit(TestServices.SOMEBODY, () -> 4));

    assertThat(refusal.code()).isEqualTo(ErrorCode.M_LIMIT_EXCEEDED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    gate.countDown();
    assertThat(value(running)).isEqualTo(1);
    assertThat(value(second)).isEqualTo(2);
    assertThat(value(third)).isEqualTo(3);
  }

  @Test
  @DisplayName("R6: finish what they accepted before they were closed, and take nothing more")
  void closed() {
    CompletionStage<Integer> running =
        workers.submit(TestServices.SOMEBODY, () -> waitThenReturn(1));
    CompletionStage<Integer> queued = workers.submit(TestServices.SOMEBODY, () -> 2);

    workers.close();

    assertThat(refusalCode(workers.submit(TestServices.SOMEBODY, () -> 3)))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    gate.countDown();
    assertThat(value(running)).isEqualTo(1);
    assertThat(value(queued)).isEqualTo(2);
  }

  @Test
  @DisplayName("pass on what the work throws, and go on")
  void throwing() {
    IllegalStateException fault = new IllegalStateException("broken");

    CompletionStage<Integer> broken =
        workers.submit(
            TestServices.SOMEBODY,
            () -> {
              throw fault;
            });

    assertThat(failure(broken)).isSameAs(fault);
    assertThat(value(workers.submit(TestServices.SOMEBODY, () -> 1))).isEqualTo(1);
  }

  @Test
  @DisplayName("need at least one thread and one place in the queue")
  void sizes() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Workers(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Workers(1, 0));
  }

  private int waitThenReturn(int value) {
    try {
      gate.await();
      return value;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
