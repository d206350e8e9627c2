package io.todevice.cli;

import io.todevice.config.ListenConfig;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** A server that could not be started. Its message is one line for the operator. */
final class StartFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private StartFailure(String message, Exception cause) {
    super(message, cause);
  }

  /** What {@code cause} means for a server that should listen there. */
  static StartFailure of(ListenConfig listen, Exception cause) {
    return new StartFailure("cannot listen on " + listen.authority() + ": " + reason(cause), cause);
  }

  private static String reason(Exception cause) {
    // The platform has one class for all of these, and only its words tell them apart.
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof UnknownHostException
        || cause instanceof UnresolvedAddressException
        || words.contains("unresolved address")) {
      return "the host is not known";
    } else if (words.contains("in use")) {
      return "the port is in use";
    } else if (words.contains("permission denied")) {
      return "this user may not use the port";
    } else if (cause instanceof BindException && words.contains("cannot assign")) {
      return "this machine does not have the address";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
