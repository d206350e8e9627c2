package io.todevice.testing;

import static java.util.Objects.requireNonNull;

import io.todevice.config.ServerConfig;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How a server for tests is to be. Immutable: each method returns another one. Without more it
 * listens on a free port of the loopback interface, registers whoever wants it, and limits no
 * rates.
 *
 * @param config its settings
 * @param isStrict whether the clients' violations of the specification fail the test
 * @param hasFaults whether faults can be added
 * @param journalBytes the memory that its journal takes, about
 */
public record TodeviceBuilder(
    ServerConfig config, boolean isStrict, boolean hasFaults, long journalBytes) {

  private static final long DEFAULT_JOURNAL = 16L << 20;

  static final TodeviceBuilder DEFAULT =
      new TodeviceBuilder(
          ServerConfig.defaults()
              .with(ServerSettings.PORT, 0)
              .with(RequestLimits.REQUESTS_PER_SECOND, 0)
              .with(RequestLimits.PUBLIC_REQUESTS_PER_SECOND, 0)
              .with(RequestLimits.WRONG_PASSWORDS, 0),
          /* isStrict= */ false,
          /* hasFaults= */ false,
          DEFAULT_JOURNAL);

  /** Refuses what is missing. */
  public TodeviceBuilder {
    requireNonNull(config, "config");
  }

  /**
   * With another value of a setting, for example of {@link
   * io.todevice.settings.StorageLimits#INBOX_RETENTION}.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public <T> TodeviceBuilder with(Setting<T> setting, T value) {
    requireNonNull(setting, "setting");
    requireNonNull(value, "value");
    return new TodeviceBuilder(config.with(setting, value), isStrict, hasFaults, journalBytes);
  }

  /** With a name of the server, which is the second half of its user IDs. */
  public TodeviceBuilder serverName(String name) {
    return with(ServerSettings.SERVER_NAME, new ServerName(requireNonNull(name, "name")));
  }

  /**
   * Strict: what a client does against the specification fails the test that made it do so ({@code
   * docs/strict.md} lists the rules; notices do not fail a test).
   */
  public TodeviceBuilder strict() {
    return new TodeviceBuilder(config, /* isStrict= */ true, hasFaults, journalBytes);
  }

  /**
   * With a proxy before the server that {@link Todevice#faults} tells what to do wrong. Without it
   * requests go straight to the server, and faults cost nothing.
   */
  public TodeviceBuilder withFaults() {
    return new TodeviceBuilder(config, isStrict, /* hasFaults= */ true, journalBytes);
  }

  /**
   * With a journal that takes so many bytes of memory, about; the oldest exchanges are dropped.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TodeviceBuilder journalBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a journal takes at least one byte, not " + bytes);
    }
    return new TodeviceBuilder(config, isStrict, hasFaults, bytes);
  }

  /**
   * Starts the server.
   *
   * @throws UncheckedIOException if it cannot listen
   */
  public Todevice start() {
    try {
      return new Todevice(new TestServer(this), Scope.ALL);
    } catch (IOException e) {
      throw new UncheckedIOException("the server for tests cannot listen: " + e.getMessage(), e);
    }
  }
}
