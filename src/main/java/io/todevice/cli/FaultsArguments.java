package io.todevice.cli;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Options;
import io.todevice.cli.common.Trust;
import io.todevice.config.ConfigException;
import io.todevice.config.ListenConfig;
import io.todevice.config.TextFile;
import io.todevice.faults.FaultRules;
import io.todevice.faults.FaultScript;
import io.todevice.faults.FaultScriptException;
import io.todevice.faults.FaultTarget;
import io.todevice.text.Addresses;
import io.todevice.text.OneLine;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What {@code faults} was called with.
 *
 * @param target the homeserver
 * @param isInsecure whether its certificate is not checked
 * @param script the rules that hold from the start
 * @param listen where clients find the proxy
 * @param adminPort where the admin API listens, if there is a token
 * @param adminToken the token of the admin API; empty if there is no such API
 */
record FaultsArguments(
    FaultTarget target,
    boolean isInsecure,
    Optional<FaultScript> script,
    ListenConfig listen,
    int adminPort,
    Optional<String> adminToken) {

  static final String TARGET = "--target";
  static final String LISTEN = "--listen";
  static final String ADMIN = "--admin";

  private static final String SCRIPT = "--script";
  private static final String TOKEN = "--admin-token";

  private static final ListenConfig DEFAULT_LISTEN = new ListenConfig("127.0.0.1", 8010);
  private static final int MAX_PORT = 65_535;

  /** Gives the command its options. */
  static CommandSpec addTo(CommandSpec command) {
    Options options =
        new Options(command, "Stands before a homeserver and makes it wrong on purpose, by rules.")
            .value(TARGET, "URL", "The homeserver, http or https.");
    return Trust.addTo(options)
        .value(SCRIPT, "FILE", "A list of rules in YAML or JSON.")
        .value(
            LISTEN,
            "HOST:PORT",
            "Where clients find the proxy, port 0 for any free one. Default: "
                + DEFAULT_LISTEN.authority())
        .value(ADMIN, "PORT", "The port on the loopback interface where rules are added.")
        .value(TOKEN, "FILE", "A file with the token that adds rules; " + ADMIN + " needs it.")
        .exitCode(ExitCodes.FAILED, "the homeserver does not answer, or a port is in use")
        .exitCode(ExitCodes.USAGE, "an option or the script is wrong")
        .command();
  }

  /**
   * Reads them.
   *
   * @throws ConfigException if they can't be used
   */
  static FaultsArguments of(OptionValues values) {
    FaultsArguments arguments =
        new FaultsArguments(
            target(values),
            values.isGiven(Trust.INSECURE),
            values.findPath(SCRIPT).map(file -> read(file.toString(), TextFile.read(file))),
            values.find(LISTEN).map(FaultsArguments::listen).orElse(DEFAULT_LISTEN),
            (int) values.number(ADMIN, 0, MAX_PORT, 0),
            values.findPath(TOKEN).map(TextFile::readSecret));
    if (values.isGiven(ADMIN) != values.isGiven(TOKEN)) {
      throw new ConfigException("give both " + ADMIN + " and " + TOKEN + ", or neither");
    } else if (!values.isGiven(ADMIN) && !values.isGiven(SCRIPT)) {
      throw new ConfigException("give " + SCRIPT + ", or " + ADMIN + " to add rules later");
    }
    return arguments;
  }

  /**
   * Adds the rules of the script, if there is one.
   *
   * @throws ConfigException if one of them could never match
   */
  void addScriptTo(FaultRules rules) {
    try {
      script.ifPresent(each -> each.addTo(rules, FaultRules.EVERYBODY));
    } catch (FaultScriptException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  private static FaultScript read(String file, String text) {
    try {
      return FaultScript.read(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (FaultScriptException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  private static FaultTarget target(OptionValues values) {
    URI url = url(values.find(TARGET).orElse(""));
    for (String option : List.of(Trust.CA, Trust.INSECURE)) {
      if (values.isGiven(option) && !"https".equals(url.getScheme())) {
        throw new ConfigException(option, "means something only with an https " + TARGET);
      }
    }
    return new FaultTarget(url, Trust.find(values));
  }

  private static URI url(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/$", ""));
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (isHttp
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new ConfigException(
        TARGET,
        text.isEmpty()
            ? "is missing"
            : "must be an http or https URL without a path, not " + OneLine.quote(text));
  }

  private static ListenConfig listen(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|\\]$", "");
    if (port.matches("[0-9]{1,5}")
        && Integer.parseInt(port) <= MAX_PORT
        && Addresses.findHost(host).isPresent()) {
      return new ListenConfig(host, Integer.parseInt(port));
    }
    throw new ConfigException(LISTEN, "must be HOST:PORT, not " + OneLine.quote(text));
  }
}
