package io.todevice.service.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.settings.ServerName;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The identifier of a password login")
class UserIdentifierTest {

  private final ServerName server = new ServerName("example.org");

  @ParameterizedTest
  @ValueSource(strings = {"alice", "@alice:example.org"})
  @DisplayName("R5: names a user by local part or by full user ID")
  void names(String user) {
    assertThat(UserIdentifier.ofUser(user).findUser(server))
        .contains(new UserId("@alice:example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@alice:other.org", "alice:other.org", "@alice", "@", "", "@:example.org", "a\0b"})
  @DisplayName("names nobody where no user of this server could be meant")
  void nobody(String user) {
    assertThat(UserIdentifier.ofUser(user).findUser(server)).isEmpty();
  }

  @Test
  @DisplayName("is refused where it is of another kind, or names no user at all")
  void refusals() {
    assertRefused(new UserIdentifier("m.id.thirdparty", Optional.of("alice")), ErrorCode.M_UNKNOWN);
    assertRefused(new UserIdentifier("m.id.user", Optional.empty()), ErrorCode.M_MISSING_PARAM);
  }

  private void assertRefused(UserIdentifier identifier, ErrorCode code) {
    assertThatExceptionOfType(MatrixException.class)
        .isThrownBy(() -> identifier.findUser(server))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
