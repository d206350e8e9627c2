package io.todevice.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Trust;
import io.todevice.config.ConfigException;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.run.Settings;
import io.todevice.conformance.run.TargetAddress;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.OneLine;
import io.todevice.text.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the options of {@code conformance} say. Everything throws {@link ConfigException}. */
record ConformanceArguments(OptionValues values) {

  /** The settings of a run. */
  Settings settings(KitRun run) {
    TargetAddress target = target();
    Settings settings =
        Settings.of(target.base(), document())
            .withServerName(target.isServerName())
            .withDeclared(capabilities())
            .withSelection(run.selection())
            .withParallel((int) values.number(KitOptions.PARALLEL, 1, 64, 8))
            .withTimeout(run.time(ConformanceOptions.TIMEOUT, 10))
            .withTotalTimeout(run.time(KitOptions.TOTAL_TIMEOUT, 300))
            .withKnownFailures(run.knownFailures());
    if (values.isGiven(ConformanceOptions.SEED)) {
      settings =
          settings.withSeed(
              values.number(ConformanceOptions.SEED, Long.MIN_VALUE, Long.MAX_VALUE, 0));
    }
    if (values.isGiven(ConformanceOptions.RATE)) {
      settings = settings.withMaxRate((int) values.number(ConformanceOptions.RATE, 1, 100_000, 1));
    }
    if (values.isGiven(ConformanceOptions.WAIT)) {
      settings = settings.withPatience(run.time(ConformanceOptions.WAIT, 1));
    }
    settings = Trust.find(values).map(settings::withTls).orElse(settings);
    Optional<Path> users = values.findPath(ConformanceOptions.USERS);
    if (users.isPresent()) {
      settings = settings.withUsers(UsersFile.read(users.get()));
    }
    Optional<String> stop = values.find(ConformanceOptions.STOP_COMMAND);
    if (stop.isPresent()) {
      settings = settings.withStop(() -> run(stop.get()));
    }
    return settings;
  }

  /** The document that the server is held against. */
  JsonNode document() {
    Optional<Path> file = values.findPath(ConformanceOptions.DOCUMENT);
    if (file.isEmpty()) {
      return SpecificationDocument.getTree();
    }
    try {
      JsonNode document = Yaml.parse(Files.readAllBytes(file.get()), file.get().toString());
      if (!document.path("openapi").asText("").startsWith("3.")
          || document.path("paths").isEmpty()) {
        throw new ConfigException(file.get().toString(), "is no OpenAPI document with operations");
      }
      return document;
    } catch (SpecificationException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ConfigException(file.get().toString(), "cannot be read");
    }
  }

  private TargetAddress target() {
    String text =
        values
            .find(ConformanceOptions.TARGET)
            .orElseThrow(() -> new ConfigException(ConformanceOptions.TARGET, "is missing"));
    try {
      return TargetAddress.parse(text);
    } catch (IllegalArgumentException e) {
      // There may be a password in it.
      String shown = text.contains("@") ? "" : ", not " + OneLine.quote(text);
      throw new ConfigException(ConformanceOptions.TARGET, e.getMessage() + shown);
    }
  }

  private Map<Capability, Boolean> capabilities() {
    Map<Capability, Boolean> declared = new EnumMap<>(Capability.class);
    for (String text : values.list(ConformanceOptions.CAPABILITY)) {
      String[] parts = text.split("=", 2);
      Optional<Capability> capability = Capability.find(parts[0].strip());
      if (capability.isEmpty() || parts.length < 2 || !parts[1].matches("yes|no")) {
        throw new ConfigException(
            ConformanceOptions.CAPABILITY,
            "must be a capability and =yes or =no, not "
                + OneLine.quote(text)
                + (capability.isPresent() ? "" : Suggestions.of(parts[0].strip(), names())));
      }
      declared.put(capability.get(), parts[1].equals("yes"));
    }
    return declared;
  }

  private static List<String> names() {
    return Stream.of(Capability.values()).map(Capability::toString).toList();
  }

  private static void run(String command) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new IOException("the command ended with exit code " + exitCode);
    }
  }
}
