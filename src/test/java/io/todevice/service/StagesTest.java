package io.todevice.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cause of a failed stage")
class StagesTest {

  private final MatrixException refusal = new MatrixException(ErrorCode.M_NOT_FOUND, "no");

  @Test
  @DisplayName("is found under any depth of wrapping")
  void unwraps() {
    Throwable twice = new CompletionException(new CompletionException(refusal));

    assertThat(Stages.cause(twice)).isSameAs(refusal);
    assertThat(Stages.cause(refusal)).isSameAs(refusal);
  }

  @Test
  @DisplayName("is the wrapping itself where nothing is in it")
  void emptyWrapping() {
    CompletionException empty = new CompletionException("nothing in it", null);

    assertThat(Stages.cause(empty)).isSameAs(empty);
  }

  @Test
  @DisplayName("stays in one piece where it is no wrapping but has a cause of its own")
  void keepsOtherCauses() {
    IllegalStateException fault = new IllegalStateException(refusal);

    assertThat(Stages.cause(new CompletionException(fault))).isSameAs(fault);
  }
}
