package io.todevice.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.config.ConfigException;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.run.KnownFailures;
import io.todevice.conformance.run.Settings;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.ParseResult;

/** What the options of {@code conformance} say. Everything throws {@link ConfigException}. */
record ConformanceArguments(ParseResult parsed) {

  boolean isGiven(String option) {
    return parsed.hasMatchedOption(option);
  }

  Optional<Path> findPath(String option) {
    return find(option).map(text -> path(option, text));
  }

  Settings settings() {
    URI target = target();
    JsonNode document = document();
    Settings settings =
        Settings.of(target, document)
            .withDeclared(capabilities())
            .withSelection(selection(document))
            .withParallel((int) number(ConformanceOptions.PARALLEL, 1, 64, 8))
            .withTimeout(seconds(ConformanceOptions.TIMEOUT, 10))
            .withTotalTimeout(seconds(ConformanceOptions.TOTAL_TIMEOUT, 300))
            .withKnownFailures(knownFailures());
    if (isGiven(ConformanceOptions.SEED)) {
      settings =
          settings.withSeed(number(ConformanceOptions.SEED, Long.MIN_VALUE, Long.MAX_VALUE, 0));
    }
    Optional<Path> users = findPath(ConformanceOptions.USERS);
    if (users.isPresent()) {
      settings = settings.withUsers(UsersFile.read(users.get()));
    }
    Optional<String> stop = find(ConformanceOptions.STOP_COMMAND);
    if (stop.isPresent()) {
      settings = settings.withStop(() -> run(stop.get()));
    }
    return settings;
  }

  /** The document that the server is held against. */
  JsonNode document() {
    Optional<Path> file = findPath(ConformanceOptions.DOCUMENT);
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

  private URI target() {
    String text =
        find(ConformanceOptions.TARGET)
            .orElseThrow(() -> new ConfigException(ConformanceOptions.TARGET, "is missing"));
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getRawPath().isEmpty() && uri.getQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new ConfigException(
        ConformanceOptions.TARGET,
        "must be like http://127.0.0.1:8008, not " + OneLine.quote(text));
  }

  private Map<Capability, Boolean> capabilities() {
    Map<Capability, Boolean> declared = new EnumMap<>(Capability.class);
    for (String text : list(ConformanceOptions.CAPABILITY)) {
      String[] parts = text.split("=", 2);
      Optional<Capability> capability = Capability.find(parts[0].strip());
      if (capability.isEmpty() || parts.length < 2 || !parts[1].matches("yes|no")) {
        throw new ConfigException(
            ConformanceOptions.CAPABILITY,
            "must be a capability and =yes or =no, not " + OneLine.quote(text));
      }
      declared.put(capability.get(), parts[1].equals("yes"));
    }
    return declared;
  }

  /** Cases, clauses, or groups of clauses. */
  private Predicate<CaseInfo> selection(JsonNode document) {
    List<String> wanted =
        list(ConformanceOptions.ONLY).stream().map(String::strip).distinct().toList();
    if (wanted.isEmpty()) {
      return info -> true;
    }
    List<CaseInfo> cases = Conformance.listCases(document);
    for (String each : wanted) {
      if (cases.stream().noneMatch(info -> isMeant(each, info))) {
        throw new ConfigException(
            ConformanceOptions.ONLY,
            "must be cases or clauses of --list, not " + OneLine.quote(each));
      }
    }
    return info -> wanted.stream().anyMatch(each -> isMeant(each, info));
  }

  private static boolean isMeant(String wanted, CaseInfo info) {
    return wanted.equals(info.id().value())
        || wanted.equals(info.clause())
        || (wanted.length() == 1
            && info.clause().matches(java.util.regex.Pattern.quote(wanted) + "\\d"));
  }

  private KnownFailures knownFailures() {
    Optional<Path> file = findPath(ConformanceOptions.KNOWN_FAILURES);
    if (file.isEmpty()) {
      return KnownFailures.NONE;
    }
    try {
      return KnownFailures.read(file.get());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ConfigException(file.get().toString(), "cannot be read");
    }
  }

  private Duration seconds(String option, long byDefault) {
    return Duration.ofSeconds(number(option, 1, 86_400, byDefault));
  }

  private long number(String option, long min, long max, long byDefault) {
    Optional<String> text = find(option);
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ConfigException(
        option,
        "must be a whole number from " + min + " to " + max + ", not " + OneLine.quote(text.get()));
  }

  private static void run(String command) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new IOException("the command ended with exit code " + exitCode);
    }
  }

  private List<String> list(String option) {
    return List.of(parsed.matchedOptionValue(option, new String[0]));
  }

  private Optional<String> find(String option) {
    return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(name, "must be the path of a file");
    }
  }
}
