package io.todevice.server;

import io.todevice.config.ListenConfig;
import java.io.IOException;

/** A server could not listen at a place of its own choice beside {@code --bind} and its port. */
public final class ListenFailure extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient ListenConfig place;
  private final IOException reason;

  /**
   * A failure.
   *
   * @param place where it could not listen
   * @param reason why not
   */
  public ListenFailure(ListenConfig place, IOException reason) {
    super(reason);
    this.place = place;
    this.reason = reason;
  }

  /** Where it could not listen. */
  public ListenConfig place() {
    return place;
  }

  /** Why it could not. */
  public IOException reason() {
    return reason;
  }
}
