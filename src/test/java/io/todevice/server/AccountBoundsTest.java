package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.settings.StorageLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The number of accounts")
class AccountBoundsTest extends ServerFixture {

  @Override
  ServerConfig config() {
    return super.config().with(StorageLimits.MAX_ACCOUNTS, 2);
  }

  @Test
  @DisplayName("R5: is bounded; a taken name is told all the same, and who is there can log in")
  void accountsAreBounded() {
    Member alice = register();
    register();

    Answer refused =
        anonymous.post(
            "register",
            "{\"username\":\"late\",\"password\":\"p\",\"auth\":{\"type\":\"m.login.dummy\"}}");

    assertThat(refused.outcome()).isEqualTo("403 M_FORBIDDEN");
    assertThat(refused.text("error")).isEqualTo("This server takes no more accounts");
    assertThat(server.counters().refusedAccounts()).isEqualTo(1);
    assertThat(
            anonymous
                .post("register", "{\"username\":\"" + alice.name() + "\",\"password\":\"p\"}")
                .outcome())
        .isEqualTo("400 M_USER_IN_USE");
    assertThat(login(alice, "OTHER").http().get("account/whoami").outcome()).isEqualTo("200");
  }
}
