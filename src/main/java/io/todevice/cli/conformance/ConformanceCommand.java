package io.todevice.cli.conformance;

import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Tool;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.run.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code conformance}: tests a server. */
public final class ConformanceCommand implements Callable<Integer>, Tool {

  private final CommandSpec spec =
      ConformanceOptions.addTo(CommandSpec.wrapWithoutInspection(this).name("conformance"));

  @Override
  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    ConformanceArguments arguments =
        new ConformanceArguments(new OptionValues(spec.commandLine().getParseResult()));
    KitRun run = new KitRun(spec, Conformance.listCases(arguments.document()));
    if (run.isList()) {
      return run.list();
    }
    Settings settings = arguments.settings(run);
    return run.run(settings.knownFailures(), listener -> Conformance.run(settings, listener));
  }
}
