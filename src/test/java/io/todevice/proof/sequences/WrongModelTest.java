package io.todevice.proof.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.proof.Quiet;
import io.todevice.proof.sequences.Command.Logout;
import io.todevice.proof.sequences.Command.Register;
import io.todevice.proof.sequences.Command.Send;
import io.todevice.proof.sequences.Command.Sync;
import io.todevice.proof.sequences.ModelDevice.Position;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A model that is wrong in one point stands for a server that is wrong in it. */
@DisplayName("Where server and model differ in one point")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("proof")
class WrongModelTest {

  private static final int SEEDS = 20;

  private final Quiet quiet = new Quiet();
  private Bench bench;

  @BeforeAll
  void startServer() {
    bench = new Bench();
  }

  @AfterAll
  void stopServer() {
    bench.close();
    quiet.close();
  }

  @Test
  @DisplayName("a repeat that delivers again is told in three commands")
  void repeatDelivers() {
    List<Command> shortest =
        shortest(
            () ->
                new Model() {
                  @Override
                  boolean isNew(ModelDevice from, String transaction, Instant time) {
                    return true;
                  }
                });

    assertThat(shortest).hasSize(3);
    assertThat(shortest.get(0)).isInstanceOf(Register.class);
    assertThat(shortest.get(1)).isInstanceOf(Send.class);
    assertThat(shortest.get(2)).isInstanceOf(Send.class);
  }

  @Test
  @DisplayName("a * that reaches a device which is named as well is told in two commands")
  void starReachesTheNamed() {
    List<Command> shortest =
        shortest(
            () ->
                new Model() {
                  @Override
                  boolean isMeant(Set<String> named, String device) {
                    return true;
                  }
                });

    assertThat(shortest).hasSize(2);
    assertThat(((Send) shortest.get(1)).to()).hasSizeGreaterThan(1);
  }

  @Test
  @DisplayName("a device that is still there after its logout is told in three commands")
  void deviceOutlivesItsLogout() {
    List<Command> shortest =
        shortest(
            () ->
                new Model() {
                  @Override
                  void logOut(Slot slot) {
                    ModelDevice device = devices(slot.user()).get(slot.device());
                    if (device != null) {
                      device.sessions().clear();
                    }
                  }
                });

    assertThat(shortest).hasSize(3);
    assertThat(shortest.get(2)).isInstanceOf(Logout.class);
  }

  @Test
  @DisplayName(
      "an inbox in which nothing is ever acknowledged is told in two commands and the last reading")
  void nothingIsAcknowledged() {
    List<Command> shortest =
        shortest(
            () ->
                new Model() {
                  @Override
                  void acknowledge(ModelDevice device, Position position) {}
                });

    assertThat(shortest).hasSize(2);
    assertThat(shortest.get(1)).isInstanceOf(Send.class);
  }

  @Test
  @DisplayName("the seed, the commands, what was expected and what came are told")
  void toldInWords() {
    Comparison comparison = new Comparison(bench, ForgetfulModel::new);
    Slot phone = new Slot("alice", "PHONE");
    Command.Caller alice = new Command.Caller(phone, 0);
    List<Command> commands =
        List.of(
            new Register(phone, false),
            new Send(alice, "test.a", "t1", List.of(new Command.To("alice", "*", "{}")), 1),
            new Sync(alice, new Since.Start()));

    assertThat(Failures.describe(7, commands, comparison.find(commands)).lines())
        .containsExactly(
            "the server differs from the model; again with -Dproof.seed=7; 3 commands:",
            "  1  alice/PHONE registers",
            "  2  alice/PHONE sends test.a/t1: {} to alice/*",
            "  3  alice/PHONE syncs from the start",
            "=> alice/PHONE syncs from the start",
            "   expected 200",
            "   but got  200 [alice test.a {}]");
  }

  /** Delivers nothing. */
  private static final class ForgetfulModel extends Model {
    @Override
    boolean isNew(ModelDevice from, String transaction, Instant time) {
      return false;
    }
  }

  private List<Command> shortest(Supplier<Model> wrong) {
    Comparison comparison = new Comparison(bench, wrong);
    List<Command> failing =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Sequences.make(seed, 20))
            .filter(commands -> comparison.find(commands).isPresent())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no seed of " + SEEDS + " shows it"));
    return Failures.shrink(failing, comparison);
  }
}
