package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.UserKey;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.TestServices;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A filter")
class FilterServiceTest {

  private static final UserKey ALICE = new UserKey("@alice:example.org");
  private static final UserKey BOB = new UserKey("@bob:example.org");
  private static final JsonObject FILTER =
      JsonObject.of("{\"room\":{\"timeline\":{\"limit\":1e1}}}".getBytes(StandardCharsets.UTF_8));

  private final TestServices services = new TestServices();
  private final AuthenticatedDevice alice = services.login(services.newUser("alice"), "PHONE");
  private final AuthenticatedDevice bob = services.login(services.newUser("bob"), "PHONE");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("D9: comes back as it was kept")
  void roundTrip() {
    String id = value(services.filters.add(alice, ALICE, FILTER));

    assertThat(id).isNotEmpty().doesNotStartWith("{");
    assertThat(value(services.filters.get(alice, ALICE, id))).isEqualTo(FILTER);
  }

  @Test
  @DisplayName("M_FORBIDDEN: is kept and shown under its own user's ID only")
  void otherUser() {
    String id = value(services.filters.add(alice, ALICE, FILTER));

    assertThat(refusalCode(services.filters.add(alice, BOB, FILTER)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(refusalCode(services.filters.get(bob, ALICE, id))).isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(refusalCode(services.filters.get(alice, new UserKey("nonsense"), id)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
  }

  @Test
  @DisplayName("M_NOT_FOUND: is not found under an ID that it was not given, or by another user")
  void notFound() {
    String id = value(services.filters.add(alice, ALICE, FILTER));

    assertThat(refusalCode(services.filters.get(alice, ALICE, "nope")))
        .isEqualTo(ErrorCode.M_NOT_FOUND);
    assertThat(refusalCode(services.filters.get(bob, BOB, id))).isEqualTo(ErrorCode.M_NOT_FOUND);
  }
}
