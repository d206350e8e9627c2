package io.todevice.cli;

import io.todevice.admin.AdminEndpoint;
import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Trust;
import io.todevice.config.ListenConfig;
import io.todevice.faults.Fault;
import io.todevice.faults.FaultProxy;
import io.todevice.faults.FaultRules;
import io.todevice.faults.FaultTarget;
import io.todevice.faults.RuleInUse;
import io.todevice.faults.admin.FaultsAdmin;
import io.todevice.remote.TokenOwners;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code faults}: a proxy that makes any homeserver wrong on purpose, until it is stopped. */
final class FaultsCommand implements Callable<Integer> {

  static final String NAME = "faults";

  private final CommandSpec spec;
  private final Consumer<Thread> shutdownHooks;

  private FaultsCommand(Consumer<Thread> shutdownHooks) {
    this.shutdownHooks = shutdownHooks;
    spec = FaultsArguments.addTo(CommandSpec.wrapWithoutInspection(this).name(NAME));
  }

  /**
   * The command.
   *
   * @param shutdownHooks takes what is to run when the process has to end
   */
  static CommandSpec spec(Consumer<Thread> shutdownHooks) {
    return new FaultsCommand(shutdownHooks).spec;
  }

  @Override
  public Integer call() throws StartFailure, InterruptedException {
    FaultsArguments arguments =
        FaultsArguments.of(new OptionValues(spec.commandLine().getParseResult()));
    if (arguments.isInsecure()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("warning: " + Trust.INSECURE + ": the target's certificate is not checked");
      err.flush();
    }
    FaultTarget target = arguments.target();
    try (TokenOwners owners = new TokenOwners(target.url(), target.tls())) {
      FaultRules rules =
          new FaultRules(SpecificationDocument.get(), owners::find, (anyUser, anyDevice) -> true);
      arguments.addScriptTo(rules);
      run(arguments, rules);
    }
    return ExitCodes.DONE;
  }

  private void run(FaultsArguments arguments, FaultRules rules)
      throws StartFailure, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    PrintWriter out = spec.commandLine().getOut();
    try (FaultProxy proxy = startProxy(arguments, rules);
        AdminEndpoint admin = startAdmin(arguments, rules)) {
      try {
        shutdownHooks.accept(new Thread(() -> stop(stop, stopped), "shutdown"));
      } catch (IllegalStateException theSignalHasCome) {
        return;
      }
      out.println(
          "listening on http://"
              + arguments.listen().withPort(proxy.address().getPort()).authority()
              + " (before "
              + arguments.target().url()
              + ", rules "
              + rules.list().size()
              + (admin == null
                  ? ""
                  : ", admin http://127.0.0.1:" + admin.address().getPort() + FaultsAdmin.PATH)
              + ")");
      out.flush();
      stop.await();
      rules.list().forEach(use -> out.println(report(use)));
      out.flush();
    } finally {
      stopped.countDown();
    }
  }

  /** The process ends when the hook has returned. */
  private static void stop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String report(RuleInUse use) {
    return "rule "
        + use.id()
        + ", "
        + use.rule().effect()
        + ": matched "
        + use.matched()
        + ", happened "
        + use.happened();
  }

  private static FaultProxy startProxy(FaultsArguments arguments, Fault fault) throws StartFailure {
    FaultTarget target = arguments.target();
    ListenConfig listen = arguments.listen();
    try {
      target.requireReachable();
    } catch (IOException e) {
      throw StartFailure.ofTarget(FaultsArguments.TARGET, target.url(), e);
    }
    try {
      return new FaultProxy(
          target,
          new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()),
          FaultProxy.LIMITS,
          // A homeserver may have several names, of which the proxy's is none.
          (request, upstream) ->
              fault.handle(request.withHeader("Host", target.url().getRawAuthority()), upstream));
    } catch (IOException e) {
      throw StartFailure.of(FaultsArguments.LISTEN, FaultsArguments.LISTEN, listen, e);
    }
  }

  private static @Nullable AdminEndpoint startAdmin(FaultsArguments arguments, FaultRules rules)
      throws StartFailure {
    if (arguments.adminToken().isEmpty()) {
      return null;
    }
    ListenConfig listen = new ListenConfig("127.0.0.1", arguments.adminPort());
    try {
      return AdminEndpoint.start(
          new InetSocketAddress(listen.host(), listen.port()),
          new FaultsAdmin(rules, arguments.adminToken().get(), Optional.empty()));
    } catch (IOException e) {
      throw StartFailure.of(FaultsArguments.ADMIN, FaultsArguments.ADMIN, listen, e);
    }
  }
}
