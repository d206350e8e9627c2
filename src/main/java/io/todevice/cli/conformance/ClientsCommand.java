package io.todevice.cli.conformance;

import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Options;
import io.todevice.cli.common.Tool;
import io.todevice.clientkit.ClientAbility;
import io.todevice.clientkit.ClientCommand;
import io.todevice.clientkit.ClientKit;
import io.todevice.clientkit.ClientSettings;
import io.todevice.clientkit.ClientUnderTest;
import io.todevice.config.ConfigException;
import io.todevice.text.OneLine;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code clients}: runs a client through scenarios. */
public final class ClientsCommand implements Callable<Integer>, Tool {

  private static final String COMMAND = "--command";
  private static final String BY_HAND = "--by-hand";
  private static final String WITHOUT = "--without";
  private static final String LIMIT = "--limit";
  private static final int LIMIT_SECONDS = 30;
  private static final int LIMIT_SECONDS_BY_HAND = 300;
  private static final int TOTAL_SECONDS = 1800;

  private final CommandSpec spec;

  /** The command, for its service. */
  public ClientsCommand() {
    Options options =
        new Options(
            CommandSpec.wrapWithoutInspection(this).name("clients"),
            "Runs a Matrix client through scenarios with a server that goes wrong, and judges it.");
    options.command().usageMessage().abbreviateSynopsis(true);
    options.value(
        COMMAND,
        "COMMAND",
        "Starts the client, or an adapter of it, which reads and writes lines of JSON"
            + " (docs/test-a-client.md).");
    options.flag(BY_HAND, "A person drives the client: what to do is printed.");
    options.values(
        WITHOUT,
        "NAME[,NAME...]",
        "What the client is not able to do, whatever it says: "
            + OptionValues.ids(ClientAbility.values())
            + ".");
    KitOptions.addChoice(options);
    options.value(
        KitOptions.PARALLEL, "COUNT", "How many scenarios run at once, 1 to 16. Default: 2.");
    options.value(
        LIMIT,
        "TIME",
        "How long the client may take for each step; three times as long for its first sync."
            + " Default: 30s, and 5m by hand.");
    options.value(
        KitOptions.TOTAL_TIMEOUT, "TIME", "When no further scenario is begun. Default: 30m.");
    spec =
        KitOptions.addReports(
                options, "it went wrong: the client does not start or speak the protocol")
            .command();
  }

  @Override
  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    KitRun run = new KitRun(spec, ClientKit.listScenarios());
    if (run.isList()) {
      return run.list();
    }
    OptionValues values = run.values();
    boolean isByHand = values.isGiven(BY_HAND);
    ClientSettings settings =
        new ClientSettings(
            client(values.find(COMMAND), isByHand),
            run.selection(),
            without(values),
            (int) values.number(KitOptions.PARALLEL, 1, 16, 2),
            run.time(LIMIT, isByHand ? LIMIT_SECONDS_BY_HAND : LIMIT_SECONDS),
            run.time(KitOptions.TOTAL_TIMEOUT, TOTAL_SECONDS),
            run.knownFailures());
    return run.run(settings.knownFailures(), listener -> ClientKit.run(settings, listener));
  }

  private ClientUnderTest client(Optional<String> command, boolean isByHand) {
    if (command.isPresent() == isByHand) {
      throw new ConfigException(
          COMMAND, isByHand ? "cannot stand beside " + BY_HAND : "or " + BY_HAND + " is missing");
    }
    if (command.filter(String::isBlank).isPresent()) {
      throw new ConfigException(COMMAND, "must not be blank");
    }
    return isByHand
        ? new ClientUnderTest.ByHand(
            spec.commandLine().getOut(),
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())))
        : new ClientUnderTest.ByLines(ClientCommand.of(command.orElseThrow()));
  }

  private static Set<ClientAbility> without(OptionValues values) {
    Set<ClientAbility> lacking = new HashSet<>();
    for (String name : values.list(WITHOUT)) {
      lacking.add(
          ClientAbility.find(name.strip())
              .orElseThrow(
                  () ->
                      new ConfigException(
                          WITHOUT,
                          "must be of "
                              + OptionValues.ids(ClientAbility.values())
                              + ", not "
                              + OneLine.quote(name.strip()))));
    }
    return lacking;
  }
}
