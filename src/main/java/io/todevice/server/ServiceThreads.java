package io.todevice.server;

import io.todevice.config.ServerConfig;
import io.todevice.service.password.Workers;
import io.todevice.service.sync.ScheduledTimers;
import io.todevice.service.sync.Timers;
import io.todevice.settings.RequestLimits;
import io.todevice.threads.Daemons;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads and timers of the services. They outlive a reset. */
final class ServiceThreads implements AutoCloseable {

  private final Workers passwords;
  private final ExecutorService wakeUps = wakeUpThreads();
  private final Optional<ScheduledTimers> ownTimers;
  private final Timers timers;

  /** Starts no thread yet. */
  ServiceThreads(ServerConfig config, Embedding embedding) {
    passwords =
        new Workers(
            config.get(RequestLimits.PASSWORD_THREADS), config.get(RequestLimits.PASSWORD_QUEUE));
    ownTimers =
        embedding.timers().isPresent() ? Optional.empty() : Optional.of(new ScheduledTimers());
    timers = embedding.timers().orElseGet(ownTimers::orElseThrow);
  }

  /** Hash passwords and check signatures. */
  Workers passwords() {
    return passwords;
  }

  /** End the waits of syncs. */
  Timers timers() {
    return timers;
  }

  /** Makes the responses of waiting syncs, so that the sender's request does not wait for them. */
  ExecutorService wakeUps() {
    return wakeUps;
  }

  private static ExecutorService wakeUpThreads() {
    return Executors.newFixedThreadPool(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        Daemons.numbered("sync-wake-up-"));
  }

  @Override
  public void close() {
    wakeUps.shutdown();
    ownTimers.ifPresent(ScheduledTimers::close);
    passwords.close();
  }
}
