package io.todevice.proof.sequences;

import io.todevice.proof.ProofServer;
import io.todevice.proof.sequences.Command.Delete;
import io.todevice.proof.sequences.Command.Flood;
import io.todevice.proof.sequences.Command.ListDevices;
import io.todevice.proof.sequences.Command.Login;
import io.todevice.proof.sequences.Command.Logout;
import io.todevice.proof.sequences.Command.LogoutAll;
import io.todevice.proof.sequences.Command.Pass;
import io.todevice.proof.sequences.Command.Refresh;
import io.todevice.proof.sequences.Command.Register;
import io.todevice.proof.sequences.Command.Send;
import io.todevice.proof.sequences.Command.Sync;
import io.todevice.proof.sequences.Command.To;
import io.todevice.proof.sequences.Command.Wait;
import io.todevice.proof.sequences.ModelDevice.Position;
import io.todevice.proof.sequences.ModelDevice.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a send-to-device server does, as plainly as it can be said: one request at a time, lists and
 * maps, nothing shared with the server. Its methods can be overridden by models that are wrong.
 */
class Model {

  /** What a sync that goes on waiting has for an outcome. */
  static final String STILL_WAITING = "still waiting";

  static final Duration TRANSACTION_RETENTION = Duration.ofHours(1);

  private final ModelAccounts accounts = new ModelAccounts();
  private final History<Position> positions = new History<>();
  private Instant now = Instant.EPOCH;

  /** Carries a command out. */
  final Outcome run(Command command) {
    try {
      return carryOut(command);
    } catch (RefusedException refused) {
      return refused.outcome();
    }
  }

  final boolean isRegistered(String user) {
    return accounts.exists(user);
  }

  /** Whose latest token is good at this moment. */
  final List<Slot> loggedIn() {
    return Slot.USERS.stream()
        .flatMap(user -> Slot.DEVICES.stream().map(device -> new Slot(user, device)))
        .filter(slot -> accounts.isLoggedIn(slot, now))
        .toList();
  }

  private Outcome carryOut(Command command) {
    if (command instanceof Register register) {
      return accounts.register(register.slot(), register.isRenewable(), now);
    } else if (command instanceof Login login) {
      return accounts.login(login.slot(), login.isRenewable(), login.isRight(), now);
    } else if (command instanceof Refresh refresh) {
      return accounts.refresh(refresh.slot(), refresh.age(), now);
    } else if (command instanceof Send send) {
      return send(send);
    } else if (command instanceof Flood flood) {
      return flood(flood);
    } else if (command instanceof Sync sync) {
      return sync(sync.by(), sync.since());
    } else if (command instanceof Wait wait) {
      return waitMeanwhile(wait);
    } else if (command instanceof Logout logout) {
      accounts.authenticate(logout.by(), now);
      logOut(logout.by().slot());
      return Outcome.DONE;
    } else if (command instanceof LogoutAll logout) {
      accounts.authenticate(logout.by(), now);
      accounts.deleteAll(logout.by().slot().user());
      return Outcome.DONE;
    } else if (command instanceof Delete delete) {
      return delete(delete);
    } else if (command instanceof ListDevices list) {
      accounts.authenticate(list.by(), now);
      return Outcome.ok(List.copyOf(accounts.devices(list.by().slot().user()).keySet()));
    } else if (command instanceof Pass pass) {
      now = now.plus(pass.time());
      return Outcome.ok();
    }
    throw new AssertionError("no such command: " + command);
  }

  private Outcome send(Send send) {
    ModelDevice from = accounts.authenticate(send.by(), now);
    if (isNew(from, send.type() + "/" + send.txnId(), now)) {
      String head = send.by().slot().user() + " " + send.type() + " ";
      send.to().forEach(to -> deliver(head, to, named(send, to.user())));
    }
    return Outcome.DONE;
  }

  private static Set<String> named(Send send, String user) {
    Set<String> named = new HashSet<>();
    send.to().stream().filter(to -> to.user().equals(user)).forEach(to -> named.add(to.device()));
    return named;
  }

  private void deliver(String head, To to, Set<String> named) {
    accounts
        .devices(to.user())
        .forEach(
            (id, device) -> {
              if (to.device().equals(id) || (to.device().equals("*") && isMeant(named, id))) {
                device.deliver(head + to.content(), now);
              }
            });
  }

  private Outcome flood(Flood flood) {
    ModelDevice from = accounts.authenticate(flood.by(), now);
    for (int i = 0; i < flood.count(); i++) {
      ModelDevice to = accounts.devices(flood.to().user()).get(flood.to().device());
      if (isNew(from, "flood/" + flood.count() + "-" + i, now) && to != null) {
        to.deliver(flood.by().slot().user() + " flood {\"i\":" + i + "}", now);
      }
    }
    return Outcome.DONE;
  }

  private Outcome sync(Command.Caller by, Since since) {
    ModelDevice device = accounts.authenticate(by, now);
    if (since instanceof Since.Garbage) {
      return Outcome.refused(400, "M_INVALID_PARAM");
    }
    if (since instanceof Since.Given given) {
      Optional<Position> position = positions.find(given.slot(), given.age());
      if (position.isPresent()) {
        acknowledge(device, position.get());
      }
    }
    return page(by.slot(), device);
  }

  private Outcome page(Slot slot, ModelDevice device) {
    device.dropOlderThan(now.minus(ProofServer.INBOX_RETENTION));
    List<Waiting> page = device.page();
    positions.add(slot, device.after(page));
    return Outcome.ok(page.stream().map(Waiting::message).toList());
  }

  /** The outcome of the sync, which the other command may bring about, and then of the other. */
  private Outcome waitMeanwhile(Wait wait) {
    Slot slot = wait.by().slot();
    int token = accounts.token(wait.by());
    Outcome first = run(new Sync(wait.by(), wait.since()));
    if (first.status() != 200 || !first.details().isEmpty()) {
      return both(first.toString(), run(wait.meanwhile()));
    }
    // The answer is not given yet, and nor is its position.
    positions.removeLatest(slot);
    Outcome other = run(wait.meanwhile());
    if (!accounts.isGood(slot, token)) {
      return both(Outcome.UNKNOWN_TOKEN.toString(), other);
    }
    ModelDevice device = accounts.devices(slot.user()).get(slot.device());
    if (device == null || device.page().isEmpty()) {
      return both(STILL_WAITING, other);
    }
    return both(page(slot, device).toString(), other);
  }

  private static Outcome both(String sync, Outcome other) {
    return Outcome.ok(sync, other.toString());
  }

  private Outcome delete(Delete delete) {
    accounts.authenticate(delete.by(), now);
    switch (delete.shown()) {
      case PASSWORD -> {
        accounts.delete(delete.by().slot().user(), delete.device());
        return Outcome.DONE;
      }
      case WRONG_PASSWORD -> {
        return new Outcome(401, "M_FORBIDDEN", List.of("m.login.password"));
      }
      case NOTHING -> {
        return new Outcome(401, "", List.of("m.login.password"));
      }
    }
    throw new AssertionError(delete.shown());
  }

  /** Whether a request is not a repeat of another (clauses T1, T4). */
  boolean isNew(ModelDevice from, String transaction, Instant time) {
    return from.begin(transaction, time, TRANSACTION_RETENTION);
  }

  /** Whether a device gets what stands under {@code *} beside these named ones (clause S2). */
  boolean isMeant(Set<String> named, String device) {
    return !named.contains(device);
  }

  /** Clauses D2, D3. */
  void acknowledge(ModelDevice device, Position position) {
    device.acknowledge(position);
  }

  /** Clauses A5, D6. */
  void logOut(Slot slot) {
    accounts.delete(slot.user(), slot.device());
  }

  /** The devices of a user, for models that are wrong. */
  final Map<String, ModelDevice> devices(String user) {
    return accounts.devices(user);
  }
}
