package io.todevice.cli;

import io.todevice.config.ListenConfig;
import io.todevice.net.TlsFailure;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** A server that could not be started. Its message is one line for the operator. */
final class StartFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private StartFailure(String message, Exception cause) {
    super(message, cause);
  }

  /**
   * What {@code cause} means for a server that should listen there.
   *
   * @param port the setting that the port comes from
   */
  static StartFailure of(Setting<Integer> port, ListenConfig listen, Exception cause) {
    return of(port.toString(), ServerSettings.BIND.toString(), listen, cause);
  }

  /**
   * The same.
   *
   * @param port the option that the port comes from
   * @param bind the option that the host comes from
   */
  static StartFailure of(String port, String bind, ListenConfig listen, Exception cause) {
    if (isUnknownHost(cause)) {
      return new StartFailure(
          bind + ": the host " + OneLine.quote(listen.host()) + " is not known", cause);
    }
    boolean isAddress = words(cause).contains("cannot assign");
    return new StartFailure(
        (isAddress ? bind : port)
            + ": cannot listen on "
            + listen.authority()
            + ": "
            + reason(cause),
        cause);
  }

  /** A server that was to be used does not answer. */
  static StartFailure ofTarget(String option, URI target, IOException cause) {
    String reason =
        isUnknownHost(cause)
            ? "the host is not known"
            : words(cause).contains("refused")
                ? "connection refused"
                : TlsFailure.find(cause).orElseGet(() -> reason(cause));
    return new StartFailure(option + ": cannot reach " + target + ": " + reason, cause);
  }

  private static boolean isUnknownHost(Exception cause) {
    return cause instanceof UnknownHostException
        || cause instanceof UnresolvedAddressException
        || words(cause).contains("unresolved address");
  }

  private static String words(Exception cause) {
    return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
  }

  private static String reason(Exception cause) {
    // The platform has one class for all of these, and only its words tell them apart.
    String words = words(cause);
    if (words.contains("in use")) {
      return "the port is in use";
    } else if (words.contains("permission denied")) {
      return "this user may not use the port";
    } else if (cause instanceof BindException && words.contains("cannot assign")) {
      return "this machine does not have the address";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
