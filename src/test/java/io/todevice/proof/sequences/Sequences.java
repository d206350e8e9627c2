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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes up sequences. The same seed makes the same sequence. It remembers roughly who is logged in,
 * so that most commands are not refused, and leaves the rest to chance.
 */
final class Sequences {

  private static final List<String> GARBAGE =
      List.of("", "x", "s1_0_0", "s72594_4483_1934", "s1_1_99999999999999999999", "\u0000", "s1__");

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
  private final Set<Slot> loggedIn = new LinkedHashSet<>();

  private Sequences(long seed) {
    random = new Random(seed);
    sends = new Sends(random);
  }

  /** A sequence of so many commands, after those that register the users. */
  static List<Command> make(long seed, int length) {
    Sequences sequences = new Sequences(seed);
    List<Command> commands = new ArrayList<>();
    Slot.USERS.forEach(user -> commands.add(sequences.register(user)));
    while (commands.size() < length) {
      commands.add(sequences.next());
    }
    return List.copyOf(commands);
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
    } else if (dice < 79) {
      return login();
    } else if (dice < 84) {
      return new Refresh(slot(), age());
    } else if (dice < 88) {
      return logout();
    } else if (dice < 90) {
      return logoutAll();
    } else if (dice < 93) {
      return delete();
    } else if (dice < 97) {
      return new Pass(pick(TIMES));
    } else if (dice < 98) {
      return register(pick(Slot.USERS));
    } else if (dice < 99) {
      return new ListDevices(caller());
    }
    return random.nextInt(4) == 0 ? new Flood(caller(), slot(), 130) : new Refresh(slot(), 0);
  }

  private Command meanwhile(Slot waiting) {
    return switch (random.nextInt(8)) {
      case 0 -> login();
      case 1 -> new Refresh(random.nextBoolean() ? waiting : slot(), age());
      case 2 -> logout();
      case 3 -> logoutAll();
      case 4 -> delete();
      default -> sends.next(caller());
    };
  }

  private Command register(String user) {
    Slot slot = new Slot(user, pick(Slot.DEVICES));
    loggedIn.add(slot);
    return new Register(slot, random.nextBoolean());
  }

  private Command login() {
    Slot slot = new Slot(pick(Slot.USERS), pick(Slot.DEVICES));
    loggedIn.add(slot);
    return new Login(slot, random.nextBoolean(), random.nextInt(10) > 0);
  }

  private Command logout() {
    Caller by = caller();
    loggedIn.remove(by.slot());
    return new Logout(by);
  }

  private Command logoutAll() {
    Caller by = caller();
    loggedIn.removeIf(slot -> slot.user().equals(by.slot().user()));
    return new LogoutAll(by);
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
    return loggedIn.isEmpty() || random.nextInt(12) == 0
        ? new Slot(pick(Slot.USERS), pick(Slot.DEVICES))
        : pick(List.copyOf(loggedIn));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
