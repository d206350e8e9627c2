package io.todevice.proof.sequences;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One step of a sequence. Every command may stand anywhere: what it asks for may be refused. */
sealed interface Command {

  /** Whoever has the token that a slot was given {@code age} before its latest. */
  record Caller(Slot slot, int age) {
    @Override
    public String toString() {
      return slot + (age == 0 ? "" : " with its last token but " + age);
    }
  }

  /** A content for one device, or with {@code *} for all; the user may be none of this server. */
  record To(String user, String device, String content) {
    @Override
    public String toString() {
      return content + " to " + user + "/" + device;
    }
  }

  /** What a client shows to be allowed to delete a device. */
  enum Shown {
    PASSWORD,
    WRONG_PASSWORD,
    NOTHING
  }

  record Register(Slot slot, boolean isRenewable) implements Command {
    @Override
    public String toString() {
      return slot + " registers" + (isRenewable ? " for renewable tokens" : "");
    }
  }

  record Login(Slot slot, boolean isRenewable, boolean isRight) implements Command {
    @Override
    public String toString() {
      return slot
          + (isRight ? " logs in" : " logs in with a wrong password")
          + (isRenewable ? " for renewable tokens" : "");
    }
  }

  record Refresh(Slot slot, int age) implements Command {
    @Override
    public String toString() {
      return slot + " refreshes" + (age == 0 ? "" : " with its last refresh token but " + age);
    }
  }

  /** One request, as so many copies at the same time. */
  record Send(Caller by, String type, String txnId, List<To> to, int copies) implements Command {
    @Override
    public String toString() {
      return by
          + " sends "
          + type
          + "/"
          + txnId
          + (copies == 1 ? ": " : ", " + copies + " copies at once: ")
          + to.stream().map(To::toString).collect(Collectors.joining(", "));
    }
  }

  /** So many requests one after the other, more than fit into one sync. */
  record Flood(Caller by, Slot to, int count) implements Command {
    @Override
    public String toString() {
      return by + " sends " + count + " messages to " + to;
    }
  }

  record Sync(Caller by, Since since) implements Command {
    @Override
    public String toString() {
      return by + " syncs from " + since;
    }
  }

  /** A sync that waits, if it does, while something else happens. */
  record Wait(Caller by, Since since, Command meanwhile) implements Command {
    @Override
    public String toString() {
      return by + " syncs from " + since + " and waits; meanwhile " + meanwhile;
    }
  }

  record Logout(Caller by) implements Command {
    @Override
    public String toString() {
      return by + " logs out";
    }
  }

  record LogoutAll(Caller by) implements Command {
    @Override
    public String toString() {
      return by + " logs out everywhere";
    }
  }

  record Delete(Caller by, String device, Shown shown) implements Command {
    @Override
    public String toString() {
      return by + " deletes " + device + " showing " + shown;
    }
  }

  record ListDevices(Caller by) implements Command {
    @Override
    public String toString() {
      return by + " lists the devices";
    }
  }

  record Pass(Duration time) implements Command {
    @Override
    public String toString() {
      return time.toSeconds() + " s pass";
    }
  }
}
