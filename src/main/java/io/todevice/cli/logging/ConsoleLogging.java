package io.todevice.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The program's log: standard error, one line for an event, never a colour code; what libraries
 * write through {@code java.util.logging} included.
 *
 * <p>Set up by the program and not by a file or a service of the jar, so that whoever embeds the
 * server keeps the logging that they have.
 */
public final class ConsoleLogging {

  /** With this system property an operator brings a Logback file of their own. */
  static final String OWN_FILE = "logback.configurationFile";

  private static final Map<String, Level> LEVELS =
      Map.of(
          Logger.ROOT_LOGGER_NAME,
          Level.INFO,
          // Grizzly, Jersey and HK2 tell the story of their lives.
          "org.glassfish",
          Level.WARN,
          "org.jvnet.hk2",
          Level.WARN,
          // The JDK's HTTP client writes whole requests, with what is secret in them.
          "jdk.internal.httpclient",
          Level.WARN,
          "jdk.httpclient",
          Level.WARN,
          "org.flywaydb",
          Level.WARN,
          "com.zaxxer.hikari",
          Level.WARN);

  private ConsoleLogging() {}

  /** Sets it up for this process, unless the operator brings a Logback file. */
  public static void install() {
    if (System.getProperty(OWN_FILE) == null
        && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      configure(context);
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  /**
   * Writes what is of this level or above it.
   *
   * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
   */
  public static void setLevel(String level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(level));
    }
  }

  /** Gives {@code context} these levels and this output, and nothing else. */
  static void configure(LoggerContext context) {
    context.reset();
    context.addListener(levelsForJavaUtilLogging(context));
    LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console(context));
  }

  /** Keeps what nobody will read from being made and carried over the bridge. */
  private static LevelChangePropagator levelsForJavaUtilLogging(LoggerContext context) {
    LevelChangePropagator propagator = new LevelChangePropagator();
    propagator.setContext(context);
    propagator.setResetJUL(true);
    propagator.start();
    return propagator;
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    LineLayout layout = new LineLayout();
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }
}
