package io.todevice.service;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.text.StorableText;

/** The names that users give their devices. */
public final class DisplayName {

  /** The longest display name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 512;

  private DisplayName() {}

  /**
   * The name itself.
   *
   * @throws MatrixException {@code M_INVALID_PARAM} if it can't be kept
   */
  public static String check(String name) {
    if (!StorableText.isStorable(name, MAX_BYTES)) {
      throw new MatrixException(ErrorCode.M_INVALID_PARAM, "This display name can't be used");
    }
    return name;
  }
}
