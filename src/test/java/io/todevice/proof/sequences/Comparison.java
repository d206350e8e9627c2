package io.todevice.proof.sequences;

import io.todevice.proof.sequences.Command.Caller;
import io.todevice.proof.sequences.Command.ListDevices;
import io.todevice.proof.sequences.Command.Login;
import io.todevice.proof.sequences.Command.Sync;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs sequences against the server and a model side by side, until they differ. At the end every
 * device of every user is logged in on, made where it is not there, and read until it is empty.
 */
final class Comparison {

  /** The first step at which model and server differ. */
  record Difference(Command command, Outcome expected, Outcome got) {
    @Override
    public String toString() {
      return "%s%n   expected %s%n   but got  %s".formatted(command, expected, got);
    }
  }

  private final Bench bench;
  private final Supplier<Model> models;

  Comparison(Bench bench, Supplier<Model> models) {
    this.bench = bench;
    this.models = models;
  }

  /** The first difference; empty where there is none. */
  Optional<Difference> find(List<Command> commands) {
    Model model = models.get();
    LiveServer server = new LiveServer(bench);
    for (Command command : commands) {
      Optional<Difference> difference = compare(model, server, command);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Slot.USERS.stream()
        .filter(model::isRegistered)
        .flatMap(user -> Slot.DEVICES.stream().map(device -> new Slot(user, device)))
        .flatMap(slot -> readToTheEnd(model, server, slot).stream())
        .findFirst();
  }

  private static Optional<Difference> readToTheEnd(Model model, LiveServer server, Slot slot) {
    Caller by = new Caller(slot, 0);
    Optional<Difference> difference =
        compare(model, server, new ListDevices(by))
            .or(() -> compare(model, server, new Login(slot, false, true)));
    Since since = new Since.Start();
    boolean isEmpty = false;
    while (difference.isEmpty() && !isEmpty) {
      Sync sync = new Sync(by, since);
      Outcome expected = model.run(sync);
      difference = compare(server, sync, expected);
      isEmpty = expected.details().isEmpty();
      since = new Since.Given(slot, 0);
    }
    return difference;
  }

  private static Optional<Difference> compare(Model model, LiveServer server, Command command) {
    return compare(server, command, model.run(command));
  }

  private static Optional<Difference> compare(
      LiveServer server, Command command, Outcome expected) {
    Outcome got = server.run(command, expected);
    return got.equals(expected)
        ? Optional.empty()
        : Optional.of(new Difference(command, expected, got));
  }
}
