package io.todevice.cli.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log")
class ConsoleLoggingTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream standardError = System.err;

  @BeforeEach
  void configure() {
    System.setErr(new PrintStream(written, true, UTF_8));
    context.setMDCAdapter(new LogbackMDCAdapter());
    ConsoleLogging.configure(context);
  }

  @AfterEach
  void restore() throws IOException {
    System.setErr(standardError);
    context.stop();
    LogManager.getLogManager().readConfiguration();
  }

  @Test
  @DisplayName("has one line for an event: time, level, logger, message")
  void oneLineForAnEvent() {
    Logger logger = context.getLogger("io.todevice.Some");
    logger.info("one {}", 1);
    logger.warn("two é");
    logger.error("thr\nee \u001b[31m");
    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).matches(TIME + " INFO  io\\.todevice\\.Some - one 1"),
            line -> assertThat(line).matches(TIME + " WARN  io\\.todevice\\.Some - two é"),
            line ->
                assertThat(line)
                    .matches(TIME + " ERROR io\\.todevice\\.Some - thr\\?ee \\?\\[31m"));
  }

  @Test
  @DisplayName("has the trace of a fault below its line, indented")
  void traces() {
    context.getLogger("x").error("broken", new IllegalStateException("why", new Error("deep")));
    List<String> lines = lines();
    assertThat(lines.get(0)).matches(TIME + " ERROR x - broken");
    assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: why");
    assertThat(lines.get(2)).startsWith("\tat io.todevice.cli.logging.ConsoleLoggingTest.traces");
    assertThat(lines).contains("Caused by: java.lang.Error: deep");
  }

  @Test
  @DisplayName("leaves out what nobody reads: debugging, and the server's libraries below WARN")
  void levels() {
    context.getLogger("io.todevice").debug("no");
    context.getLogger("org.glassfish.jersey.x").info("no");
    context.getLogger("org.glassfish.grizzly.x").info("no");
    context.getLogger("org.jvnet.hk2.x").info("no");
    context.getLogger("root").setLevel(Level.TRACE);
    context.getLogger("jdk.internal.httpclient.debug").debug("a request with its token");
    context.getLogger("jdk.httpclient.HttpClient").debug("a request with its token");
    context.getLogger("root").setLevel(Level.INFO);
    assertThat(lines()).isEmpty();
    context.getLogger("org.glassfish.jersey.x").warn("yes");
    context.getLogger("org.glassfish.grizzly.x").warn("yes");
    context.getLogger("org.jvnet.hk2.x").warn("yes");
    context.getLogger("com.example").info("yes");
    assertThat(lines()).hasSize(4);
  }

  @Test
  @DisplayName("tells java.util.logging its levels, so that nothing is made in vain")
  void javaUtilLogging() {
    assertThat(julLevel("org.glassfish")).isEqualTo(java.util.logging.Level.WARNING);
    assertThat(julLevel("")).isEqualTo(java.util.logging.Level.INFO);
    context.getLogger("org.glassfish").setLevel(Level.ERROR);
    assertThat(julLevel("org.glassfish")).isEqualTo(java.util.logging.Level.SEVERE);
  }

  @Test
  @DisplayName("takes back what java.util.logging was told before")
  void javaUtilLoggingBefore() {
    java.util.logging.Logger loud = java.util.logging.Logger.getLogger("com.example.loud");
    loud.setLevel(java.util.logging.Level.ALL);
    ConsoleLogging.configure(context);
    assertThat(loud.getLevel()).isNull();
  }

  private List<String> lines() {
    return written.toString(UTF_8).lines().toList();
  }

  private static java.util.logging.Level julLevel(String name) {
    return java.util.logging.Logger.getLogger(name).getLevel();
  }
}
