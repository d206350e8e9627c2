package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.Verdict;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A kind of change")
class ChangeKindTest {

  @ParameterizedTest
  @EnumSource(ChangeKind.class)
  @DisplayName("has a reason for its class, in both directions")
  void reasons(ChangeKind kind) {
    assertThat(kind.label()).isNotBlank();
    for (Direction direction : Direction.values()) {
      assertThat(kind.verdict(direction).reasons().values())
          .isNotEmpty()
          .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }
  }

  @ParameterizedTest
  @EnumSource(ChangeKind.class)
  @DisplayName("breaks no code where there is none")
  void withoutCode(ChangeKind kind) {
    for (Direction direction : Direction.values()) {
      Verdict verdict = kind.verdict(direction);
      assertThat(verdict.withoutCode().impacts()).isNotEmpty().doesNotContain(Impact.CODE);
      assertThat(verdict.withoutCode().impacts().contains(Impact.CLIENTS))
          .isEqualTo(verdict.impacts().contains(Impact.CLIENTS));
    }
  }

  @Test
  @DisplayName("may break both, but is not breaking and compatible at once")
  void verdicts() {
    assertThat(new Verdict(Map.of(Impact.CODE, "a", Impact.CLIENTS, "b")).impacts())
        .containsExactly(Impact.CLIENTS, Impact.CODE);
    assertThatThrownBy(() -> new Verdict(Map.of(Impact.CODE, "a", Impact.COMPATIBLE, "b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Verdict(Map.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
