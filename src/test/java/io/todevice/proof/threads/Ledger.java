package io.todevice.proof.threads;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Every message that was ever put into a request. Safe for use by many threads. */
final class Ledger {

  /** What a server that reads and writes contents anew would change. */
  private static final List<String> FORMS =
      List.of(
          "{\"id\":\"%s\"}",
          "{ \"id\" : \"%s\" }",
          "{\"z\":1,\"a\":1.50e+3,\"id\":\"%s\",\"big\":12345678901234567890}",
          "{\"text\":\"\\u00fc\\/ü\\n\",\"id\":\"%s\",\"\":[null,true,{}]}");

  private final Map<String, Sent> byContent = new ConcurrentHashMap<>();

  /** A message that is not sent yet, of up to two kilobytes. */
  Sent write(String sender, int number, Random random) {
    String padding = random.nextInt(8) == 0 ? "x".repeat(random.nextInt(2_000)) : "";
    String content =
        FORMS.get(random.nextInt(FORMS.size())).formatted(sender + "#" + number + padding);
    Sent sent = new Sent(sender, number, content, System.nanoTime());
    byContent.put(content, sent);
    return sent;
  }

  /**
   * The message with this content.
   *
   * @throws AssertionError if nobody sent it, in just these bytes, as this sender
   */
  Sent get(String sender, String content) {
    Sent sent = byContent.get(content);
    if (sent == null || !sent.sender().equals(sender)) {
      throw new AssertionError("nobody sent this as " + sender + ": " + content);
    }
    return sent;
  }
}
