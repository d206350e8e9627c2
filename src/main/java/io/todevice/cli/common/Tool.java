package io.todevice.cli.common;

import picocli.CommandLine.Model.CommandSpec;

/**
 * A command of {@code todevice-kit.jar} that {@code todevice-server.jar} does not have. {@link
 * java.util.ServiceLoader} finds it, so that nothing in the server depends on it.
 */
public interface Tool {

  /** The command, with its name. */
  CommandSpec spec();
}
