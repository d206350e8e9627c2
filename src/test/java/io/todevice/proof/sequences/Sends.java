package io.todevice.proof.sequences;

import io.todevice.proof.sequences.Command.Caller;
import io.todevice.proof.sequences.Command.Send;
import io.todevice.proof.sequences.Command.To;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes up sends, and repeats of those it has made up before: the same, or changed in one thing.
 */
final class Sends {

  private static final List<String> TYPES = List.of("test.a", "test.b");
  private static final List<String> STRANGERS = List.of("nobody", "elsewhere", "invalid");

  /** Contents that a server which reads and writes them anew would change. */
  private static final List<String> CONTENTS =
      List.of(
          "{\"n\":%d}",
          "{ \"n\" : %d }",
          "{\"n\":%d,\"big\":12345678901234567890,\"float\":1.50e+3}",
          "{\"n\":%d,\"\":{\"a\":[null,true,{}]},\"z\":1,\"a\":2}",
          "{\"n\":%d,\"text\":\"\\u00fc\\/ü\\n\uD83D\uDE00\"}");

  private final Random random;
  private final List<Send> made = new ArrayList<>();
  private int contents;
  private int txnIds;

  Sends(Random random) {
    this.random = random;
  }

  Send next(Caller by) {
    Send send = made.isEmpty() || random.nextInt(10) < 6 ? first(by) : repeat(by);
    made.add(send);
    return send;
  }

  private Send first(Caller by) {
    return new Send(by, pick(TYPES), "t" + ++txnIds, recipients(), copies());
  }

  private Send repeat(Caller by) {
    Send before = made.get(random.nextInt(made.size()));
    return switch (random.nextInt(5)) {
      case 0 -> new Send(by, before.type(), before.txnId(), before.to(), copies());
      case 1 -> new Send(before.by(), before.type(), before.txnId(), recipients(), copies());
      case 2 -> new Send(before.by(), pick(TYPES), before.txnId(), before.to(), 1);
      default -> new Send(before.by(), before.type(), before.txnId(), before.to(), copies());
    };
  }

  private int copies() {
    return random.nextInt(10) == 0 ? 8 : 1;
  }

  private List<To> recipients() {
    Map<Slot, To> recipients = new LinkedHashMap<>();
    int count = random.nextInt(3) == 0 ? 2 + random.nextInt(4) : 1;
    for (int i = 0; i < count; i++) {
      Slot slot = recipient();
      recipients.putIfAbsent(slot, new To(slot.user(), slot.device(), content()));
    }
    return List.copyOf(recipients.values());
  }

  private Slot recipient() {
    String user = random.nextInt(12) == 0 ? pick(STRANGERS) : pick(Slot.USERS);
    int dice = random.nextInt(10);
    return new Slot(user, dice < 4 ? "*" : dice < 9 ? pick(Slot.DEVICES) : "GONE");
  }

  private String content() {
    return pick(CONTENTS).formatted(++contents);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
