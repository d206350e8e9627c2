package io.todevice.cli.conformance;

import io.todevice.cli.common.Options;
import io.todevice.cli.common.Trust;
import io.todevice.conformance.report.Capability;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The options of {@code conformance}, as {@code --help} shows them. */
final class ConformanceOptions {

  static final String TARGET = "--target";
  static final String USERS = "--users";
  static final String RATE = "--rate";
  static final String WAIT = "--wait";
  static final String SEED = "--seed";
  static final String TIMEOUT = "--timeout";
  static final String CAPABILITY = "--capability";
  static final String DOCUMENT = "--document";
  static final String STOP_COMMAND = "--stop-command";

  private ConformanceOptions() {}

  static CommandSpec addTo(CommandSpec command) {
    command.usageMessage().abbreviateSynopsis(true);
    Options options =
        new Options(command, "Tests a Matrix server: is it what the specification says?");
    options.value(
        TARGET,
        "URL",
        "The server: http://127.0.0.1:8008, localhost:8008, or the name of a server that says"
            + " itself where it is (.well-known), matrix.example.org.");
    options.value(
        USERS,
        "FILE",
        "A YAML file with 'users' (each a user and a password) or 'tokens' (each a token) to act"
            + " as. Default: the kit registers users.");
    KitOptions.addChoice(options);
    options.values(
        CAPABILITY,
        "NAME=yes|no",
        "Declare what the server is able to do in place of finding out: "
            + Stream.of(Capability.values())
                .map(Capability::toString)
                .collect(Collectors.joining(", "))
            + ".");
    options.value(
        DOCUMENT,
        "FILE",
        "The assembled OpenAPI document to hold the server against. Default: this program's own.");
    options.value(SEED, "NUMBER", "Repeats what is random in a run. Default: random.");
    options.value(KitOptions.PARALLEL, "COUNT", "How many cases run at once, 1 to 64. Default: 8.");
    options.value(TIMEOUT, "TIME", "How long a single response may take. Default: 10s.");
    options.value(KitOptions.TOTAL_TIMEOUT, "TIME", "When the run ends. Default: 5m.");
    options.value(RATE, "COUNT", "How many requests are sent in a second. Default: any number.");
    options.value(
        WAIT, "TIME", "How long to wait for a server that is starting. Default: not at all.");
    Trust.addTo(options);
    options.value(
        STOP_COMMAND,
        "COMMAND",
        "How to stop the server, for the case that is run last. Default: it is not stopped.");
    return KitOptions.addReports(
            options, "it went wrong: the server is not there, or was gone before the end")
        .command();
  }
}
