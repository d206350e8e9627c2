package io.todevice.proof;

import io.todevice.config.AccountLimits;
import io.todevice.config.InboxLimits;
import io.todevice.config.LimitsConfig;
import io.todevice.config.ListenConfig;
import io.todevice.config.RateLimits;
import io.todevice.config.ServerConfig;
import io.todevice.server.Embedding;
import io.todevice.server.TodeviceServer;
import io.todevice.service.password.PasswordCost;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** A server on which nothing is too much, so that whatever is lost is lost by mistake. */
public final class ProofServer {

  /** How long a message waits for its device. */
  public static final Duration INBOX_RETENTION = Duration.ofDays(1);

  /** The cheapest hash there is: passwords are not what is proved. */
  private static final PasswordCost CHEAP = new PasswordCost(8, 1);

  private ProofServer() {}

  /** Starts one on a free port; {@code clock} says how old things are. */
  public static TodeviceServer start(InstantSource clock) {
    LimitsConfig limits =
        LimitsConfig.forThisMachine()
            .withRates(RateLimits.OFF)
            .withAccounts(new AccountLimits(10_000_000, 1_000, 100))
            .withInboxes(
                new InboxLimits(10_000_000, 8L << 30, 8L << 30, 64L << 30, INBOX_RETENTION));
    try {
      return TodeviceServer.start(
          ServerConfig.defaults().withListen(new ListenConfig("127.0.0.1", 0)).withLimits(limits),
          Embedding.NONE.withTime(clock, CHEAP));
    } catch (IOException e) {
      throw new IllegalStateException("the server did not start", e);
    }
  }
}
