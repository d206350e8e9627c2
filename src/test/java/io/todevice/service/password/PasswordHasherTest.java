package io.todevice.service.password;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.todevice.service.fixture.TestServices;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The password hasher")
class PasswordHasherTest {

  private static final Password PASSWORD = new Password("pässwörd 🔑");

  private final Workers workers = new Workers(1, 10);
  private final PasswordHasher hasher = new PasswordHasher(new PasswordCost(16, 1), workers);

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  @DisplayName("recognises the password that it hashed, and no other")
  void matches() {
    String hash = value(hasher.hash(TestServices.SOMEBODY, PASSWORD));

    assertThat(matches(PASSWORD, hash)).isTrue();
    assertThat(matches(new Password("pässwörd 🔒"), hash)).isFalse();
    assertThat(matches(new Password("passwort"), hash)).isFalse();
    assertThat(matches(new Password(""), hash)).isFalse();
  }

  @Test
  @DisplayName("writes Argon2id, its parameters and its salt into the hash")
  void encoding() {
    assertThat(value(hasher.hash(TestServices.SOMEBODY, PASSWORD)))
        .matches("\\$argon2id\\$v=19\\$m=16,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
  }

  @Test
  @DisplayName("salts every hash anew")
  void salt() {
    assertThat(value(hasher.hash(TestServices.SOMEBODY, PASSWORD)))
        .isNotEqualTo(value(hasher.hash(TestServices.SOMEBODY, PASSWORD)));
  }

  @Test
  @DisplayName("recognises hashes that were made at another cost")
  void otherCost() {
    PasswordHasher dearer = new PasswordHasher(new PasswordCost(32, 2), workers);

    assertThat(matches(PASSWORD, value(dearer.hash(TestServices.SOMEBODY, PASSWORD)))).isTrue();
  }

  @Test
  @DisplayName("says no where there is no hash, whatever the password")
  void noHash() {
    assertThat(value(hasher.matches(TestServices.SOMEBODY, PASSWORD, Optional.empty()))).isFalse();
    assertThat(value(hasher.matches(TestServices.SOMEBODY, new Password(""), Optional.empty())))
        .isFalse();
  }

  @Test
  @DisplayName("costs at least what OWASP asks for, unless told otherwise")
  void owaspMinimum() {
    assertThat(PasswordCost.OWASP_MINIMUM).isEqualTo(new PasswordCost(19_456, 2));
    PasswordHasher real = new PasswordHasher(PasswordCost.OWASP_MINIMUM, workers);

    String hash = value(real.hash(TestServices.SOMEBODY, PASSWORD));

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(value(real.matches(TestServices.SOMEBODY, PASSWORD, Optional.of(hash)))).isTrue();
  }

  @Test
  @DisplayName("R5: works as hard for a user who does not exist as for one who does")
  void constantWork() {
    PasswordHasher large = new PasswordHasher(new PasswordCost(4096, 1), workers);
    Optional<String> hash = Optional.of(value(large.hash(TestServices.SOMEBODY, PASSWORD)));
    Password wrong = new Password("wrong");

    // Memory instead of time: the work is what fills it, and other processes don't disturb it.
    long known = allocatedBy(() -> value(large.matches(TestServices.SOMEBODY, wrong, hash)));
    long unknown =
        allocatedBy(() -> value(large.matches(TestServices.SOMEBODY, wrong, Optional.empty())));

    assertThat(known).isGreaterThan(4096 * 1024);
    assertThat(unknown).isCloseTo(known, Percentage.withPercentage(10));
  }

  @Test
  @DisplayName("never prints a password")
  void hidesPasswords() {
    assertThat(PASSWORD.toString()).isEqualTo("Password[hidden]");
  }

  @Test
  @DisplayName("refuses a cost that is none or that no machine could bear")
  void costs() {
    assertThatCode(() -> new PasswordCost(8, 1)).doesNotThrowAnyException();
    assertThatCode(() -> new PasswordCost(1_048_576, 100)).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordCost(7, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordCost(1_048_577, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordCost(8, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordCost(8, 101));
  }

  private boolean matches(Password password, String hash) {
    return value(hasher.matches(TestServices.SOMEBODY, password, Optional.of(hash)));
  }

  /** The bytes that the one worker allocates for some work. */
  private long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long worker = value(workers.submit(TestServices.SOMEBODY, Thread::currentThread)).getId();
    work.run();
    long before = threads.getThreadAllocatedBytes(worker);
    work.run();
    return threads.getThreadAllocatedBytes(worker) - before;
  }
}
