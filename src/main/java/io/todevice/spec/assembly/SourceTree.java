package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.UnusablePath;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a specification: one directory with the files that hold operations, or one such file
 * alone, inside a tree that references may reach. Reads each file once. Not safe for use by several
 * threads.
 */
final class SourceTree {

  private static final Pattern DOCUMENT =
      Pattern.compile(".+\\.(ya?ml|json)", Pattern.CASE_INSENSITIVE);

  private static final Pattern PROSE = Pattern.compile(".+\\.md");

  private final Path directory;
  private final Path root;
  private final ReferencedFiles referenced;
  private final Predicate<Path> isDocument;
  private final Map<Path, JsonNode> files = new HashMap<>();

  /**
   * A tree of files.
   *
   * @param directory where the files with operations stand
   * @param reach where references may lead beside the tree
   * @throws SpecificationException if it is no directory
   */
  SourceTree(Path directory, Reach reach) {
    this.directory = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(this.directory)) {
      throw UnusablePath.noDirectory(directory);
    }
    this.root = rootOf(this.directory);
    this.referenced = new ReferencedFiles(root, reach);
    this.isDocument = file -> isNamed(file, DOCUMENT);
  }

  private SourceTree(Path directory, Path document) {
    this.directory = directory;
    this.root = rootOf(directory);
    this.referenced = new ReferencedFiles(root, Reach.TREE);
    this.isDocument = document::equals;
  }

  /**
   * A tree in which only one file holds operations.
   *
   * @throws SpecificationException if there is no such file
   */
  static SourceTree ofDocument(Path document) {
    Path file = document.toAbsolutePath().normalize();
    Path directory = file.getParent();
    if (directory == null || !Files.isRegularFile(file)) {
      throw UnusablePath.neither(document);
    }
    return new SourceTree(directory, file);
  }

  /** The files with operations, in the order of their names. */
  List<Place> listDocuments() {
    return listFiles().stream().filter(place -> get(place).has("paths")).toList();
  }

  /** The YAML and JSON files of the directory, in the order of their names. */
  List<Place> listFiles() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(isDocument)
          .sorted()
          .map(file -> new Place(file, JsonPointer.empty(), directory))
          .toList();
    } catch (IOException e) {
      throw new SpecificationException(directory.toString(), "the directory cannot be read");
    }
  }

  /**
   * The files that may tell which release the tree is, in the order of their paths: all YAML and
   * JSON files of a checkout of Matrix's repository and its prose; elsewhere those of the directory
   * and what is below it, or the one document.
   */
  List<Path> listTreeFiles() {
    List<Path> files = new ArrayList<>();
    if (findCheckout().isPresent()) {
      files.addAll(walk(root, file -> isNamed(file, DOCUMENT)));
      files.addAll(walk(root.resolveSibling("content"), file -> isNamed(file, PROSE)));
    } else {
      files.addAll(walk(directory, isDocument));
    }
    return files;
  }

  /**
   * The folder that holds the tree, and is named after what it holds, where the tree is laid out as
   * {@code data/api/NAME}.
   */
  Optional<Path> findCheckout() {
    return root.equals(directory)
        ? Optional.empty()
        : Optional.ofNullable(root.getParent()).filter(folder -> folder.getFileName() != null);
  }

  /** Where the files with operations stand. */
  Path directory() {
    return directory;
  }

  private static boolean isNamed(Path file, Pattern pattern) {
    return pattern.matcher(file.getFileName().toString()).matches();
  }

  private static List<Path> walk(Path root, Predicate<Path> wanted) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.walk(root.toRealPath())) {
      return entries.filter(wanted.and(Files::isRegularFile)).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new SpecificationException(root.toString(), "the directory cannot be read");
    }
  }

  /** The files that have been read so far, in the order of their paths. */
  List<Place> listRead() {
    return files.keySet().stream()
        .sorted()
        .map(file -> new Place(file, JsonPointer.empty(), referenced.rootOf(file, directory)))
        .toList();
  }

  /** What stands at a place. */
  JsonNode get(Place place) {
    JsonNode node = file(place).at(place.pointer());
    if (node.isMissingNode()) {
      throw place.fault("nothing stands here");
    }
    return node;
  }

  /**
   * Where a reference leads.
   *
   * @param reference the value of {@code $ref}
   * @param from the place of the reference
   * @throws SpecificationException if it leads nowhere, or out of the tree
   */
  Place resolve(String reference, Place from) {
    int hash = reference.indexOf('#');
    String path = decode(hash < 0 ? reference : reference.substring(0, hash), reference, from);
    String fragment = decode(hash < 0 ? "" : reference.substring(hash + 1), reference, from);
    boolean isSelf = !path.isEmpty() && path.equals(file(from).path("$self").asText(""));
    Path file = isSelf ? from.file() : referenced.resolve(path, reference, from);
    Place target =
        new Place(file, pointer(fragment, reference, from), referenced.rootOf(file, directory));
    if (file(target).at(target.pointer()).isMissingNode()) {
      throw from.fault("the reference '" + reference + "' leads to nothing");
    }
    return target;
  }

  private static String decode(String part, String reference, Place from) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw from.fault("the reference '" + reference + "' has a stray '%'");
    }
  }

  private static JsonPointer pointer(String fragment, String reference, Place from) {
    try {
      return JsonPointer.compile(fragment);
    } catch (IllegalArgumentException e) {
      throw from.fault("the reference '" + reference + "' has no JSON pointer behind '#'");
    }
  }

  private JsonNode file(Place place) {
    return files.computeIfAbsent(place.file(), file -> Yaml.read(file, place.fileName()));
  }

  /**
   * How far references may reach: in a checkout laid out as {@code data/api/<name>}, the folder
   * {@code data}, since its files share schemas across folders; anywhere else the directory itself.
   */
  private static Path rootOf(Path directory) {
    Path parent = directory.getParent();
    if (parent == null || !(parent.endsWith("api") || parent.endsWith("event-schemas"))) {
      return directory;
    }
    Path data = parent.getParent();
    return data != null && data.endsWith("data") ? data : directory;
  }
}
