package io.todevice.service.userdata;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;

/** The error of what a store has no room for. */
final class Room {

  private Room() {}

  /**
   * Lets pass what was kept.
   *
   * @throws MatrixException {@code M_TOO_LARGE} for what was not
   */
  static void require(boolean wasKept) {
    if (!wasKept) {
      throw exceeded();
    }
  }

  /** What was not kept. */
  static MatrixException exceeded() {
    return new MatrixException(
        ErrorCode.M_TOO_LARGE, "This user's data would take more memory than it may");
  }
}
