package io.todevice.server;

import io.todevice.config.ConfigException;
import io.todevice.config.FilePermissions;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.ObservedExchange;
import io.todevice.http.wire.RequestHandler;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.strict.StrictRecorder;
import io.todevice.strict.StrictRecorder.QueueBounds;
import io.todevice.strict.admin.JournalPages;
import io.todevice.strict.check.ClientExchange;
import io.todevice.strict.check.Examiner;
import io.todevice.strict.journal.Journal;
import io.todevice.strict.journal.Rule;
import io.todevice.strict.journal.Violation;
import io.todevice.strict.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the clients of a server, and tells what they do wrong: on the log, at the admin endpoint,
 * and at the end.
 */
final class StrictMode implements ExchangeObserver, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StrictMode.class);

  /** How many different violations are kept. */
  private static final int CAPACITY = 1_000;

  private final Journal journal;
  private final StrictRecorder recorder;
  private final Optional<Path> report;
  private boolean isClosed;

  private StrictMode(Journal journal, Optional<Path> report) {
    this.journal = journal;
    this.report = report;
    recorder =
        new StrictRecorder(
            new Examiner(SpecificationDocument.getTree())::examine, journal, QueueBounds.DEFAULT);
  }

  /**
   * Begins to watch.
   *
   * @throws ConfigException if the report can't be written where it should be
   */
  static StrictMode start(Settings settings, InstantSource clock) {
    Optional<Path> report = settings.find(ServerSettings.STRICT_REPORT);
    report.ifPresent(StrictMode::requireWritable);
    return new StrictMode(
        new Journal(SpecificationDocument.get().revision(), CAPACITY, clock), report);
  }

  /** Better told now than when the server has run for a day. */
  private static void requireWritable(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    boolean isWritable =
        Files.exists(file)
            ? Files.isRegularFile(file) && Files.isWritable(file)
            : directory != null && Files.isDirectory(directory) && Files.isWritable(directory);
    if (!isWritable) {
      throw new ConfigException(ServerSettings.STRICT_REPORT + " " + file, "cannot be written");
    }
  }

  @Override
  public void observe(ObservedExchange exchange) {
    recorder.record(
        new ClientExchange(
            SentMessages.request(exchange),
            SentMessages.response(exchange),
            exchange.device(),
            exchange.receivedNanos(),
            System.nanoTime()));
  }

  @Override
  public void observeRefusal(int status, String reason) {
    recorder.record(
        new Violation(Rule.MALFORMED_REQUEST, Optional.empty(), "(not a request)", reason, "", ""));
  }

  /** Where it shows what it has seen. */
  RequestHandler pages() {
    return new JournalPages(journal::state);
  }

  /** What it has seen, for a terminal. */
  String summary() {
    return ReportFormat.TEXT.render(journal.state());
  }

  /** Looks at what is left to look at, writes the report, and ends. */
  @Override
  public void close() {
    end(report);
  }

  /** Ends without a report, because there was no server. */
  void abandon() {
    end(Optional.empty());
  }

  private synchronized void end(Optional<Path> file) {
    if (isClosed) {
      return;
    }
    isClosed = true;
    recorder.close();
    file.ifPresent(this::write);
  }

  private void write(Path file) {
    try {
      FilePermissions.writeForOwner(file, ReportFormat.of(file).render(journal.state()));
    } catch (IOException e) {
      LOG.error("the report {} cannot be written: {}", file, e.toString());
    }
  }
}
