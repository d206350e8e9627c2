/**
 * The command line: what the commands are, what they print, and what they exit with. How a server
 * is started it leaves to a {@link io.todevice.server.ServerLauncher}.
 *
 * <p>Exit codes: 0 done; 1 it went wrong while running, for example the port is in use; 2 an option
 * or a setting is wrong; 3 {@code spec diff} found what breaks something; 130 and 143 stopped by
 * SIGINT and SIGTERM, as is usual for programs that end themselves on a signal. An error is one
 * line on standard error.
 */
@NullMarked
package io.todevice.cli;

import org.jspecify.annotations.NullMarked;
