package io.todevice.faults;

import io.todevice.text.OneLine;

/**
 * A script that is not valid. Its message is one line: the script's name, the place, the reason.
 */
public final class FaultScriptException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  FaultScriptException(String message) {
    super(OneLine.of(message));
  }
}
