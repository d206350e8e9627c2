package io.todevice.proof.sequences;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.todevice.proof.Client;
import io.todevice.proof.Reply;
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
import io.todevice.proof.sequences.Command.Send;
import io.todevice.proof.sequences.Command.Sync;
import io.todevice.proof.sequences.Command.To;
import io.todevice.proof.sequences.Command.Wait;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One run of commands against a server, as users whom it has not seen before. */
final class LiveServer {

  private final Bench bench;
  private final Client client;
  private final Wire wire;
  private final History<String> accessTokens = new History<>();
  private final History<String> refreshTokens = new History<>();
  private final History<String> positions = new History<>();

  LiveServer(Bench bench) {
    this.bench = bench;
    this.client = bench.client();
    this.wire = new Wire(bench.nextRun());
  }

  /**
   * Carries a command out.
   *
   * @param expected tells of a waiting sync whether there is an answer to wait for
   */
  Outcome run(Command command, Outcome expected) {
    if (command instanceof Register register) {
      return signIn(
          register.slot(), "register", wire.registration(register.slot(), register.isRenewable()));
    } else if (command instanceof Login login) {
      return signIn(
          login.slot(), "login", wire.login(login.slot(), login.isRenewable(), login.isRight()));
    } else if (command instanceof Refresh refresh) {
      return refresh(refresh);
    } else if (command instanceof Send send) {
      return send(send);
    } else if (command instanceof Flood flood) {
      return flood(flood);
    } else if (command instanceof Sync sync) {
      return synced(sync.by().slot(), beginSync(sync.by(), sync.since(), "").join());
    } else if (command instanceof Wait wait) {
      return waitMeanwhile(wait, expected);
    } else if (command instanceof Logout logout) {
      return wire.done(client.call("POST", "logout", token(logout.by()), "{}"));
    } else if (command instanceof LogoutAll logout) {
      return wire.done(client.call("POST", "logout/all", token(logout.by()), "{}"));
    } else if (command instanceof Delete delete) {
      String body = wire.deletion(delete.by().slot().user(), delete.shown());
      return wire.done(
          client.call("DELETE", "devices/" + delete.device(), token(delete.by()), body));
    } else if (command instanceof ListDevices list) {
      Reply reply = client.call("GET", "devices", token(list.by()), null);
      return reply.status() == 200 ? wire.devices(reply) : wire.refusal(reply);
    } else if (command instanceof Pass pass) {
      bench.clock().advance(pass.time());
      return Outcome.ok();
    }
    throw new AssertionError("no such command: " + command);
  }

  private Outcome signIn(Slot slot, String path, String body) {
    Reply reply = client.call("POST", path, null, body);
    if (reply.status() != 200) {
      return wire.refusal(reply);
    }
    note(slot, reply);
    return wire.signedIn(reply);
  }

  private Outcome refresh(Refresh refresh) {
    String token = refreshTokens.find(refresh.slot(), refresh.age()).orElse("neverGiven");
    Reply reply = client.call("POST", "refresh", null, "{\"refresh_token\":\"" + token + "\"}");
    if (reply.status() != 200) {
      return wire.refusal(reply);
    }
    note(refresh.slot(), reply);
    return Outcome.ok("for " + reply.member("expires_in_ms") + " ms");
  }

  private void note(Slot slot, Reply reply) {
    accessTokens.add(slot, reply.member("access_token"));
    if (reply.json().has("refresh_token")) {
      refreshTokens.add(slot, reply.member("refresh_token"));
    }
  }

  private Outcome send(Send send) {
    String path = "sendToDevice/" + send.type() + "/" + send.txnId();
    String body = wire.messages(send.to());
    List<CompletableFuture<Reply>> copies =
        Stream.generate(() -> client.begin("PUT", path, token(send.by()), body))
            .limit(send.copies())
            .toList();
    List<Outcome> outcomes =
        copies.stream().map(copy -> wire.done(copy.join())).distinct().toList();
    return outcomes.size() == 1
        ? outcomes.get(0)
        : Outcome.ok("the copies are answered differently: " + outcomes);
  }

  private Outcome flood(Flood flood) {
    Outcome outcome = Outcome.DONE;
    for (int i = 0; i < flood.count() && outcome.equals(Outcome.DONE); i++) {
      To to = new To(flood.to().user(), flood.to().device(), "{\"i\":" + i + "}");
      outcome = send(new Send(flood.by(), "flood", flood.count() + "-" + i, List.of(to), 1));
    }
    return outcome;
  }

  private CompletableFuture<Reply> beginSync(Caller by, Since since, String more) {
    String query = more;
    if (since instanceof Since.Garbage garbage) {
      query += "&since=" + URLEncoder.encode(garbage.text(), UTF_8);
    } else if (since instanceof Since.Given given) {
      query += positions.find(given.slot(), given.age()).map(token -> "&since=" + token).orElse("");
    }
    return client.begin("GET", "sync?" + query, token(by), null);
  }

  private Outcome synced(Slot slot, Reply reply) {
    if (reply.status() != 200) {
      return wire.refusal(reply);
    }
    positions.add(slot, reply.member("next_batch"));
    return wire.messages(reply);
  }

  private Outcome waitMeanwhile(Wait wait, Outcome expected) {
    CompletableFuture<Reply> sync = beginSync(wait.by(), wait.since(), "timeout=50000");
    bench.awaitWaitingOr(sync);
    Outcome other = run(wait.meanwhile(), Outcome.ok());
    if (!sync.isDone() && expected.details().get(0).equals(Model.STILL_WAITING)) {
      sync.cancel(true);
      bench.awaitNoneWaiting();
      return Outcome.ok(Model.STILL_WAITING, other.toString());
    }
    return Outcome.ok(
        bench
            .awaitAnswer(sync)
            .map(reply -> synced(wait.by().slot(), reply).toString())
            .orElse("no answer"),
        other.toString());
  }

  private String token(Caller by) {
    return accessTokens.find(by.slot(), by.age()).orElse("neverGiven");
  }
}
