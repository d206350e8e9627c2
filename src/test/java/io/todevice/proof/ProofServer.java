package io.todevice.proof;

import io.todevice.config.ServerConfig;
import io.todevice.config.TestConfig;
import io.todevice.server.Embedding;
import io.todevice.server.TodeviceServer;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.settings.StoreAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** A server on which nothing is too much, so that whatever is lost is lost by mistake. */
public final class ProofServer {

  /** How long a message waits for its device. */
  public static final Duration INBOX_RETENTION = Duration.ofDays(1);

  private ProofServer() {}

  /** Starts one on a free port; {@code clock} says how old things are. */
  public static TodeviceServer start(InstantSource clock) {
    return start(clock, Settings.NONE.get(ServerSettings.STORE));
  }

  /** The same with a store. */
  public static TodeviceServer start(InstantSource clock, StoreAddress store) {
    ServerConfig config =
        TestConfig.withoutRates()
            .with(ServerSettings.STORE, store)
            .with(StorageLimits.MAX_ACCOUNTS, 10_000_000)
            .with(StorageLimits.MAX_DEVICES, 20_000_000)
            .with(StorageLimits.INBOX_MESSAGES, 10_000_000)
            .with(StorageLimits.INBOX_SIZE, 8L << 30)
            .with(StorageLimits.USER_INBOX_SIZE, 8L << 30)
            .with(StorageLimits.INBOX_MEMORY, 64L << 30)
            .with(StorageLimits.INBOX_RETENTION, INBOX_RETENTION);
    try {
      return TodeviceServer.start(
          config, Embedding.NONE.withTime(clock, TestConfig.CHEAP_PASSWORDS));
    } catch (IOException e) {
      throw new IllegalStateException("the server did not start", e);
    }
  }
}
