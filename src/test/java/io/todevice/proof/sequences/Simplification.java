package io.todevice.proof.sequences;

import io.todevice.proof.sequences.Command.Caller;
import io.todevice.proof.sequences.Command.Flood;
import io.todevice.proof.sequences.Command.Login;
import io.todevice.proof.sequences.Command.Register;
import io.todevice.proof.sequences.Command.Send;
import io.todevice.proof.sequences.Command.Sync;
import io.todevice.proof.sequences.Command.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a sequence can be replaced by that is easier to read: fewer users, devices, recipients. */
final class Simplification {

  private Simplification() {}

  static Stream<List<Command>> of(List<Command> commands) {
    return Stream.concat(
            Stream.concat(renamed(commands, Slot.USERS), renamed(commands, Slot.DEVICES)),
            IntStream.range(0, commands.size())
                .boxed()
                .flatMap(i -> of(commands.get(i)).map(simpler -> replace(commands, i, simpler))))
        .filter(simpler -> !simpler.equals(commands));
  }

  private static Stream<List<Command>> renamed(List<Command> commands, List<String> names) {
    return names.stream()
        .skip(1)
        .flatMap(
            name ->
                names.subList(0, names.indexOf(name)).stream()
                    .map(earlier -> new Renaming(name, earlier).of(commands)));
  }

  private static List<Command> replace(List<Command> commands, int index, Command simpler) {
    List<Command> replaced = new ArrayList<>(commands);
    replaced.set(index, simpler);
    return List.copyOf(replaced);
  }

  private static Stream<Command> of(Command command) {
    if (command instanceof Register register) {
      return Stream.of(new Register(register.slot(), false));
    } else if (command instanceof Login login) {
      return Stream.of(new Login(login.slot(), false, login.isRight()));
    } else if (command instanceof Send send) {
      return of(send);
    } else if (command instanceof Flood flood) {
      return Stream.of(new Flood(flood.by(), flood.to(), Math.max(1, flood.count() / 2)));
    } else if (command instanceof Sync sync) {
      return of(sync.since()).map(since -> new Sync(latest(sync.by()), since));
    } else if (command instanceof Wait wait) {
      return Stream.concat(
          Stream.of(wait.meanwhile(), new Sync(wait.by(), wait.since())),
          of(wait.since()).map(since -> new Wait(wait.by(), since, wait.meanwhile())));
    }
    return Stream.empty();
  }

  private static Stream<Command> of(Send send) {
    Caller by = latest(send.by());
    return Stream.concat(
        Stream.of(
            new Send(send.by(), send.type(), send.txnId(), send.to(), 1),
            new Send(by, send.type(), send.txnId(), send.to(), send.copies())),
        send.to().size() == 1
            ? Stream.empty()
            : send.to().stream()
                .map(to -> new Send(by, send.type(), send.txnId(), List.of(to), send.copies())));
  }

  private static Stream<Since> of(Since since) {
    return since instanceof Since.Start
        ? Stream.empty()
        : Stream.concat(
            Stream.of(new Since.Start()),
            since instanceof Since.Given given && given.age() > 0
                ? Stream.of(new Since.Given(given.slot(), 0))
                : Stream.empty());
  }

  private static Caller latest(Caller by) {
    return new Caller(by.slot(), 0);
  }
}
