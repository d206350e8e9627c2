package io.todevice.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a class logs during a test, as an extension of it, or while an action runs. */
public final class LogCapture implements BeforeEachCallback, AfterEachCallback {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  /** Of this class. */
  public LogCapture(Class<?> source) {
    logger = (Logger) LoggerFactory.getLogger(source);
  }

  /** Level and message of each event that {@code source} logs while {@code action} runs. */
  public static List<String> of(Class<?> source, Runnable action) {
    LogCapture capture = new LogCapture(source);
    capture.start();
    try {
      action.run();
    } finally {
      capture.stop();
    }
    return capture.events().stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  /** What was logged until now. */
  public List<ILoggingEvent> events() {
    return events.list;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stop();
  }

  private void start() {
    events.start();
    logger.addAppender(events);
    logger.setAdditive(false);
  }

  private void stop() {
    logger.setAdditive(true);
    logger.detachAppender(events);
  }
}
