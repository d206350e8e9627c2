package io.todevice.proof.sequences;

import io.todevice.proof.sequences.Command.Caller;
import io.todevice.proof.sequences.Command.Delete;
import io.todevice.proof.sequences.Command.Flood;
import io.todevice.proof.sequences.Command.ListDevices;
import io.todevice.proof.sequences.Command.Login;
import io.todevice.proof.sequences.Command.Logout;
import io.todevice.proof.sequences.Command.LogoutAll;
import io.todevice.proof.sequences.Command.Refresh;
import io.todevice.proof.sequences.Command.Register;
import io.todevice.proof.sequences.Command.Send;
import io.todevice.proof.sequences.Command.Sync;
import io.todevice.proof.sequences.Command.To;
import io.todevice.proof.sequences.Command.Wait;
import java.util.List;

/** Puts one user, or one device ID, in place of another, everywhere. */
record Renaming(String from, String to) {

  List<Command> of(List<Command> commands) {
    return commands.stream().map(this::of).toList();
  }

  private Command of(Command command) {
    if (command instanceof Register it) {
      return new Register(of(it.slot()), it.isRenewable());
    } else if (command instanceof Login it) {
      return new Login(of(it.slot()), it.isRenewable(), it.isRight());
    } else if (command instanceof Refresh it) {
      return new Refresh(of(it.slot()), it.age());
    } else if (command instanceof Send it) {
      List<To> recipients =
          it.to().stream()
              .map(one -> new To(of(one.user()), of(one.device()), one.content()))
              .toList();
      return isOneForEach(recipients)
          ? new Send(of(it.by()), it.type(), it.txnId(), recipients, it.copies())
          : it;
    } else if (command instanceof Flood it) {
      return new Flood(of(it.by()), of(it.to()), it.count());
    } else if (command instanceof Sync it) {
      return new Sync(of(it.by()), of(it.since()));
    } else if (command instanceof Wait it) {
      return new Wait(of(it.by()), of(it.since()), of(it.meanwhile()));
    } else if (command instanceof Logout it) {
      return new Logout(of(it.by()));
    } else if (command instanceof LogoutAll it) {
      return new LogoutAll(of(it.by()));
    } else if (command instanceof Delete it) {
      return new Delete(of(it.by()), of(it.device()), it.shown());
    } else if (command instanceof ListDevices it) {
      return new ListDevices(of(it.by()));
    }
    return command;
  }

  /** A JSON object names each device once. */
  private static boolean isOneForEach(List<To> recipients) {
    return recipients.stream().map(to -> new Slot(to.user(), to.device())).distinct().count()
        == recipients.size();
  }

  private Since of(Since since) {
    return since instanceof Since.Given given
        ? new Since.Given(of(given.slot()), given.age())
        : since;
  }

  private Caller of(Caller by) {
    return new Caller(of(by.slot()), by.age());
  }

  private Slot of(Slot slot) {
    return new Slot(of(slot.user()), of(slot.device()));
  }

  private String of(String name) {
    return name.equals(from) ? to : name;
  }
}
