package io.todevice.proof;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a server says about dropped messages out of the log: here time passes by the day. */
public final class Quiet implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.todevice");
  private final Level before = logger.getEffectiveLevel();

  /** Begins. */
  public Quiet() {
    logger.setLevel(Level.ERROR);
  }

  @Override
  public void close() {
    logger.setLevel(before);
  }
}
