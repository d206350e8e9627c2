package io.todevice.cli;

import io.todevice.cli.common.Flags;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Options;
import io.todevice.config.ConfigException;
import io.todevice.config.ConfigLoader;
import io.todevice.config.ServerConfig;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.settings.Settings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of {@code serve}: one for each of {@link ServerSettings}, and those about them. Their
 * values are checked by the settings themselves, so that option and file speak with one voice.
 */
final class ServeOptions {

  private static final String CONFIG = "--config";
  private static final String OPEN = ServerSettings.OPEN_REGISTRATION.toString();
  private static final String CLOSED = "--closed-registration";

  static final String CHECK = "--check";
  static final String PRINT_CONFIG = "--print-config";

  private ServeOptions() {}

  /** Gives the command its options. */
  static CommandSpec addTo(CommandSpec command) {
    command.usageMessage().abbreviateSynopsis(true);
    Options options =
        new Options(command, "Runs the server until it is stopped.")
            .value(
                CONFIG,
                "FILE",
                "A YAML file of settings with the names below. Options win over it, and so do"
                    + " environment variables like TODEVICE_SERVER_NAME.");
    ServerSettings.BASIC.forEach(setting -> command.addOption(option(setting)));
    options
        .flag(CLOSED, "Let nobody make an account. Default elsewhere, where --tokens is given.")
        .flag(CHECK, "Check all settings and files, and start no server.")
        .flag(PRINT_CONFIG, "Print all settings as a file for --config, and start no server.");
    ArgGroupSpec.Builder tokens =
        ArgGroupSpec.builder().validate(false).heading("%nTokens of another server:%n");
    ServerSettings.TOKENS_OF_OTHERS.forEach(setting -> tokens.addArg(option(setting)));
    ArgGroupSpec.Builder limits = ArgGroupSpec.builder().validate(false).heading("%nLimits:%n");
    ServerSettings.LIMITS.forEach(setting -> limits.addArg(option(setting)));
    ArgGroupSpec.Builder watching =
        ArgGroupSpec.builder().validate(false).heading("%nStrict mode:%n");
    ServerSettings.STRICT_MODE.forEach(setting -> watching.addArg(option(setting)));
    ArgGroupSpec.Builder faults = ArgGroupSpec.builder().validate(false).heading("%nFaults:%n");
    ServerSettings.FAULT_MODE.forEach(setting -> faults.addArg(option(setting)));
    return command
        .addArgGroup(tokens.build())
        .addArgGroup(limits.build())
        .addArgGroup(watching.build())
        .addArgGroup(faults.build());
  }

  /**
   * The configuration that the options, the environment variables and the file make.
   *
   * @throws ConfigException if they can't be used
   */
  static ServerConfig config(ParseResult parsed, Map<String, String> environment) {
    boolean isOpen = parsed.hasMatchedOption(OPEN);
    boolean isClosed = parsed.hasMatchedOption(CLOSED);
    if (isOpen && isClosed) {
      throw new ConfigException("choose one of " + OPEN + " and " + CLOSED);
    }
    Settings settings = Settings.NONE;
    for (Setting<?> setting : ServerSettings.list()) {
      settings = with(settings, setting, parsed);
    }
    if (isClosed) {
      settings = settings.with(ServerSettings.OPEN_REGISTRATION, false);
    }
    ServerConfig config =
        ConfigLoader.load(settings, environment, new OptionValues(parsed).findPath(CONFIG));
    boolean isStrict = config.get(ServerSettings.STRICT);
    if (!isStrict && !config.get(ServerSettings.FAULTS)) {
      refuse(
          parsed,
          ServerSettings.ADMIN_PORT,
          ServerSettings.STRICT + " or " + ServerSettings.FAULTS);
    }
    if (!config.get(ServerSettings.FAULTS)) {
      refuse(parsed, ServerSettings.FAULTS_TOKEN, ServerSettings.FAULTS.toString());
    }
    if (!isStrict) {
      refuse(parsed, ServerSettings.STRICT_REPORT, ServerSettings.STRICT.toString());
    }
    return config;
  }

  /** An option that would do nothing is a misunderstanding. */
  private static void refuse(ParseResult parsed, Setting<?> setting, String others) {
    if (parsed.hasMatchedOption(setting.toString())) {
      throw new ConfigException(setting.toString(), "means something only with " + others);
    }
  }

  private static <T> Settings with(Settings settings, Setting<T> setting, ParseResult parsed) {
    Optional<String> value =
        setting.isFlag()
            ? Optional.of("true").filter(on -> parsed.hasMatchedOption(setting.toString()))
            : new OptionValues(parsed).find(setting.toString());
    return value.map(text -> settings.with(setting, parse(setting, text))).orElse(settings);
  }

  private static <T> T parse(Setting<T> setting, String text) {
    try {
      return setting.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(setting.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static OptionSpec option(Setting<?> setting) {
    if (setting.isFlag()) {
      return Flags.of(setting.toString()).description(setting.help()).build();
    }
    return OptionSpec.builder(setting.toString())
        .type(String.class)
        .arity("1")
        .paramLabel(setting.label())
        .description(setting.help())
        .build();
  }
}
