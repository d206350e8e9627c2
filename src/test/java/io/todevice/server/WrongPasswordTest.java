package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.settings.RequestLimits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Wrong passwords")
class WrongPasswordTest extends ServerFixture {

  private static final int ALLOWED = 3;

  @Override
  ServerConfig config() {
    return super.config()
        .with(RequestLimits.WRONG_PASSWORDS, ALLOWED)
        .with(RequestLimits.WRONG_PASSWORD_PERIOD, Duration.ofDays(1));
  }

  @Test
  @DisplayName("R3: so many may be tried for an account, and then not even the right one is taken")
  void attemptsAreLimited() {
    Member alice = register();
    for (int i = 0; i < ALLOWED; i++) {
      assertThat(tryPassword(alice.name(), "wrong").outcome()).isEqualTo("403 M_FORBIDDEN");
    }
    long hashed = server.counters().hashedPasswords();

    Answer refused = tryPassword(alice.name(), "wrong");

    assertThat(refused.outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(28_000L, 28_800L);
    assertThat(tryPassword(alice.userId(), "pass of " + alice.name()).outcome())
        .isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(server.counters().hashedPasswords()).isEqualTo(hashed);
    assertThat(server.counters().refusedPasswords()).isGreaterThanOrEqualTo(2);
    assertThat(alice.http().get("account/whoami").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("R3: right ones do not count, and make nothing good for another account")
  void rightOnesDoNotCount() {
    Member alice = register();
    Member mallory = register();
    for (int i = 0; i < ALLOWED; i++) {
      tryPassword(alice.name(), "wrong");
      assertThat(tryPassword(mallory.name(), "pass of " + mallory.name()).outcome())
          .isEqualTo("200");
    }

    assertThat(tryPassword(alice.name(), "wrong").outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(tryPassword(mallory.name(), "pass of " + mallory.name()).outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("R3: many at once are no more than many in a row")
  void manyAtOnceAreNoMore() {
    Member alice = register();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 15)
            .mapToObj(i -> anonymous.callAsync("POST", "login", body(alice.name(), "guess " + i)))
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join).map(Answer::outcome))
        .filteredOn(outcome -> !outcome.equals("429 M_LIMIT_EXCEEDED"))
        .hasSize(ALLOWED)
        .containsOnly("403 M_FORBIDDEN");
  }

  @Test
  @DisplayName("R3: those that are tried with a stolen token, to delete a device, count as well")
  void deletingADeviceCounts() {
    Member alice = register();
    String auth = deletion(alice.name(), "wrong");
    for (int i = 0; i < ALLOWED; i++) {
      assertThat(alice.http().delete("devices/X", auth).outcome()).isEqualTo("401 M_FORBIDDEN");
    }

    assertThat(alice.http().delete("devices/X", auth).outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(tryPassword(alice.name(), "wrong").outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
  }

  @Test
  @DisplayName("R5: are answered for a user who does not exist as for one who does, to the end")
  void unknownUserIsNoOther() {
    Member alice = register();
    for (int i = 0; i < ALLOWED; i++) {
      Answer known = tryPassword(alice.name(), "wrong");
      Answer unknown = tryPassword("nobody", "wrong");
      assertThat(unknown.outcome()).isEqualTo(known.outcome()).isEqualTo("403 M_FORBIDDEN");
      assertThat(unknown.body()).isEqualTo(known.body());
    }

    assertThat(tryPassword(alice.name(), "wrong").outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(tryPassword("nobody", "wrong").outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
  }

  @Test
  @DisplayName("R5: cost one hash each, whether there is such a user or not")
  void everyAnswerCostsTheSame() {
    Member alice = register();

    assertThat(hashes(() -> tryPassword(alice.name(), "wrong"))).isEqualTo(1);
    assertThat(hashes(() -> tryPassword("ghost", "wrong"))).isEqualTo(1);
    assertThat(hashes(() -> tryPassword(alice.name(), "pass of " + alice.name()))).isEqualTo(1);
  }

  @Test
  @DisplayName("R3: cost nothing where the name alone, or another user's, decides")
  void knownAnswersCostNothing() {
    Member alice = register();
    Member mallory = register();
    String auth = deletion(alice.name(), "pass of " + alice.name());

    assertThat(hashes(() -> tryPassword("@alice:elsewhere.org", "wrong"))).isZero();
    assertThat(hashes(() -> tryPassword("@", "wrong"))).isZero();
    assertThat(hashes(() -> mallory.http().delete("devices/X", auth))).isZero();
    assertThat(mallory.http().delete("devices/X", auth).outcome()).isEqualTo("401 M_FORBIDDEN");
  }

  @Test
  @DisplayName("R5: names in another case are the same account")
  void otherCases() {
    Member alice = register();
    String upper = alice.name().toUpperCase(Locale.ROOT);

    assertThat(tryPassword(upper, "pass of " + alice.name()).text("user_id"))
        .isEqualTo(alice.userId());
    assertThat(
            tryPassword(alice.userId().replace(alice.name(), upper), "pass of " + alice.name())
                .outcome())
        .isEqualTo("200");
    assertThat(
            alice.http().delete("devices/X", deletion(upper, "pass of " + alice.name())).outcome())
        .isEqualTo("200");
    for (int i = 0; i < ALLOWED; i++) {
      assertThat(tryPassword(upper, "wrong").outcome()).isEqualTo("403 M_FORBIDDEN");
    }
    assertThat(tryPassword(alice.name(), "wrong").outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
  }

  @Test
  @DisplayName("R5: cost nothing where they are longer than a password may be, for whomever")
  void tooLongPasswordsCostNothing() {
    Member alice = register();
    String tooLong = "x".repeat(100_000);

    assertThat(hashes(() -> tryPassword(alice.name(), tooLong))).isZero();
    assertThat(hashes(() -> tryPassword("spectre", tooLong))).isZero();
    assertThat(tryPassword("spectre", tooLong).outcome()).isEqualTo("403 M_FORBIDDEN");
  }

  private long hashes(Runnable action) {
    long before = server.counters().hashedPasswords();
    action.run();
    return server.counters().hashedPasswords() - before;
  }

  private Answer tryPassword(String user, String password) {
    return anonymous.post("login", body(user, password));
  }

  private static String deletion(String user, String password) {
    return "{\"auth\":" + body(user, password) + "}";
  }

  static String body(String user, String password) {
    return "{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"%s\"}"
        .formatted(user, password);
  }
}
