package io.todevice.proof.sequences;

import io.todevice.proof.sequences.Command.Caller;
import io.todevice.proof.sequences.Command.Delete;
import io.todevice.proof.sequences.Command.Flood;
import io.todevice.proof.sequences.Command.ListDevices;
import io.todevice.proof.sequences.Command.Login;
import io.todevice.proof.sequences.Command.Logout;
import io.todevice.proof.sequences.Command.LogoutAll;
import io.todevice.proof.sequences.Command.Pass;
import io.todevice.proof.sequences.Command.Refresh;
import io.todevice.proof.sequences.Command.Register;
import io.todevice.proof.sequences.Command.Shown;
import io.todevice.proof.sequences.Command.Sync;
import io.todevice.proof.sequences.Command.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up sequences. The same seed makes the same sequence. A model that goes along says who is
 * logged in, so that most commands are not refused.
 */
final class Sequences {

  private static final List<String> GARBAGE =
      List.of(
          "", "x", "s1_0_01", "s72594_4483_1934", "s1_1_99999999999999999999", "\u0000", "s1__");

  /** Around what ends by time: tokens, transactions, messages. */
  private static final List<Duration> TIMES =
      List.of(
          Duration.ofSeconds(1),
          ModelAccounts.TOKEN_LIFETIME.minusSeconds(1),
          ModelAccounts.TOKEN_LIFETIME,
          Model.TRANSACTION_RETENTION.minusMinutes(30),
          Model.TRANSACTION_RETENTION,
          Duration.ofHours(23),
          Duration.ofDays(1));

  private final Random random;
  private final Sends sends;
  private final Model model = new Model();
  private final List<Command> commands = new ArrayList<>();

  private Sequences(long seed) {
    random = new Random(seed);
    sends = new Sends(random);
  }

  /** A sequence of so many commands, the first of which register the users. */
  static List<Command> make(long seed, int length) {
    Sequences sequences = new Sequences(seed);
    Slot.USERS.forEach(user -> sequences.add(sequences.register(user)));
    while (sequences.commands.size() < length) {
      sequences.add(sequences.next());
    }
    return List.copyOf(sequences.commands);
  }

  private void add(Command command) {
    model.run(command);
    commands.add(command);
  }

  private Command next() {
    int dice = random.nextInt(100);
    if (dice < 38) {
      return sends.next(caller());
    } else if (dice < 64) {
      Caller by = caller();
      return new Sync(by, since(by.slot()));
    } else if (dice < 71) {
      Caller by = caller();
      return new Wait(by, since(by.slot()), meanwhile(by.slot()));
    } else if (dice < 81) {
      return login();
    } else if (dice < 85) {
      return new Refresh(slot(), age());
    } else if (dice < 88) {
      return new Logout(caller());
    } else if (dice < 89) {
      return new LogoutAll(caller());
    } else if (dice < 92) {
      return delete();
    } else if (dice < 96) {
      return new Pass(pick(TIMES));
    } else if (dice < 98) {
      return register(pick(Slot.USERS));
    } else if (dice < 99) {
      return new ListDevices(caller());
    }
    return random.nextInt(3) == 0 ? new Flood(caller(), slot(), 130) : new Refresh(slot(), 0);
  }

  private Command meanwhile(Slot waiting) {
    return switch (random.nextInt(8)) {
      case 0 -> login();
      case 1 -> new Refresh(random.nextBoolean() ? waiting : slot(), age());
      case 2 -> new Logout(caller());
      case 3 -> new LogoutAll(caller());
      case 4 -> delete();
      default -> sends.next(caller());
    };
  }

  private Command register(String user) {
    return new Register(new Slot(user, pick(Slot.DEVICES)), random.nextInt(3) == 0);
  }

  private Command login() {
    return new Login(anySlot(), random.nextInt(3) == 0, random.nextInt(10) > 0);
  }

  private Command delete() {
    Caller by = caller();
    return new Delete(by, pick(Slot.DEVICES), pick(List.of(Shown.values())));
  }

  private Since since(Slot slot) {
    int dice = random.nextInt(20);
    if (dice < 5) {
      return new Since.Start();
    } else if (dice < 12) {
      return new Since.Given(slot, 0);
    } else if (dice < 18) {
      return new Since.Given(slot, 1 + random.nextInt(5));
    } else if (dice < 19) {
      return new Since.Given(slot(), 0);
    }
    return new Since.Garbage(pick(GARBAGE));
  }

  private Caller caller() {
    return new Caller(slot(), age());
  }

  private int age() {
    return random.nextInt(15) == 0 ? 1 : 0;
  }

  private Slot slot() {
    List<Slot> loggedIn = model.loggedIn();
    return loggedIn.isEmpty() || random.nextInt(15) == 0 ? anySlot() : pick(loggedIn);
  }

  private Slot anySlot() {
    return new Slot(pick(Slot.USERS), pick(Slot.DEVICES));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
