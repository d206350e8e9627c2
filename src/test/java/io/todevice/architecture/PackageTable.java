package io.todevice.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of the packages in {@code docs/architecture.md}: the one place that says which package
 * may depend on which. Names in it leave {@code io.todevice.} out; {@code all} is every package.
 */
final class PackageTable {

  static final String ROOT = "io.todevice";
  static final String ALL = "all";

  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final Path SOURCES = Path.of("src/main/java/io/todevice");
  private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

  private final Map<String, Set<String>> dependencies = new TreeMap<>();
  private final List<String> repeated = new ArrayList<>();

  /** The table as the page has it. */
  static PackageTable read() {
    PackageTable table = new PackageTable();
    try {
      Files.readAllLines(PAGE).stream()
          .filter(line -> line.startsWith("| `"))
          .map(line -> line.split("\\|", -1))
          .filter(cells -> cells.length == 5)
          .forEach(cells -> table.add(cells[1], cells[3]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private void add(String name, String mayDependOn) {
    Set<String> targets = new TreeSet<>(names(mayDependOn));
    if (mayDependOn.strip().equals(ALL)) {
      targets.add(ALL);
    }
    for (String each : names(name)) {
      if (dependencies.put(each, targets) != null) {
        repeated.add(each);
      }
    }
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(result -> result.group(1)).toList();
  }

  /** Packages that stand in it more than once. */
  List<String> repeated() {
    return repeated;
  }

  /** The packages that stand in it. */
  Set<String> packages() {
    return dependencies.keySet();
  }

  /** What the package may depend on. */
  Set<String> allowed(String name) {
    return dependencies.getOrDefault(name, Set.of());
  }

  /** A package's name as the table has it. */
  static String shortName(String packageName) {
    return packageName.equals(ROOT) ? ROOT : packageName.substring(ROOT.length() + 1);
  }

  /** Where {@code actual} is not what the table says, in lines. */
  List<String> differences(Map<String, Set<String>> actual) {
    List<String> differences = new ArrayList<>();
    repeated.forEach(name -> differences.add(name + " has two rows"));
    Map<String, Set<String>> rows = new HashMap<>(dependencies);
    actual.forEach(
        (name, used) -> {
          Set<String> allowed = rows.remove(name);
          if (allowed == null) {
            differences.add(name + " has no row; it depends on " + used);
          } else if (!allowed.contains(ALL)) {
            missing(used, allowed).forEach(each -> differences.add(name + " uses " + each));
            missing(allowed, used).stream()
                .filter(each -> !isMentioned(each, name))
                .forEach(each -> differences.add(name + " does not use " + each));
          }
        });
    rows.keySet().forEach(name -> differences.add(name + " is no package"));
    return differences;
  }

  /**
   * Whether the sources of {@code user} name the package: the compiler leaves constants and the
   * types of local variables out of classes.
   */
  private static boolean isMentioned(String name, String user) {
    Path directory = SOURCES.resolve(user.equals(ROOT) ? "" : user.replace('.', '/'));
    Pattern mention = Pattern.compile("\\b" + Pattern.quote(ROOT + "." + name) + "\\.[A-Z]");
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (mention.matcher(Files.readString(file)).find()) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> missing(Set<String> wanted, Set<String> in) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(in);
    return missing;
  }
}
