package io.todevice.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.todevice.text.OneLine;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One line for an event: time in UTC, level, logger, message. A message can't begin a line of its
 * own nor steer a terminal, whatever it quotes. Below it, indented, the stack trace of an event
 * that has one.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The longest level is ERROR, or DEBUG, and a space follows. */
  private static final int LEVEL_COLUMN = 6;

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(event.getInstant(), line);
    String level = event.getLevel().toString();
    line.append(' ')
        .append(level)
        .append(" ".repeat(Math.max(1, LEVEL_COLUMN - level.length())))
        .append(event.getLoggerName())
        .append(" - ")
        .append(OneLine.of(String.valueOf(event.getFormattedMessage())))
        .append(System.lineSeparator());
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString();
  }
}
