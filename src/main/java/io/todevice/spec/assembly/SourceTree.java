package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a specification: one directory with the files that hold operations, inside a tree
 * that references may reach. Reads each file once. Not safe for use by several threads.
 */
final class SourceTree {

  private final Path directory;
  private final Path root;
  private final Map<Path, JsonNode> files = new HashMap<>();

  /**
   * A tree of files.
   *
   * @param directory where the files with operations stand
   * @throws SpecificationException if it is no directory
   */
  SourceTree(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(this.directory)) {
      throw new SpecificationException(directory.toString(), "no such directory");
    }
    this.root = rootOf(this.directory);
  }

  /** The files with operations, in the order of their names. */
  List<Place> listDocuments() {
    return listFiles().stream().filter(place -> get(place).has("paths")).toList();
  }

  /** The YAML files of the directory, in the order of their names. */
  List<Place> listFiles() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(file -> file.getFileName().toString().matches(".+\\.ya?ml"))
          .sorted()
          .map(file -> new Place(file, JsonPointer.empty(), directory))
          .toList();
    } catch (IOException e) {
      throw new SpecificationException(directory.toString(), "the directory cannot be read");
    }
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
    Place target =
        new Place(
            resolveFile(path, reference, from), pointer(fragment, reference, from), directory);
    if (!Files.isRegularFile(target.file())) {
      throw from.fault("the reference '" + reference + "' leads to no file");
    }
    if (file(target).at(target.pointer()).isMissingNode()) {
      throw from.fault("the reference '" + reference + "' leads to nothing");
    }
    return target;
  }

  private Path resolveFile(String path, String reference, Place from) {
    if (path.isEmpty()) {
      return from.file();
    }
    if (path.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")
        || path.startsWith("/")
        || path.startsWith("\\")) {
      throw from.fault(
          "the reference '"
              + reference
              + "' leads out of the tree: only relative paths are followed");
    }
    try {
      Path file = from.file().resolveSibling(path).normalize();
      if (!file.startsWith(root)) {
        throw from.fault("the reference '" + reference + "' leads out of the tree");
      }
      return file;
    } catch (InvalidPathException e) {
      throw from.fault("the reference '" + reference + "' leads to no file");
    }
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
    return files.computeIfAbsent(
        place.file(),
        file -> {
          try {
            return Yaml.parse(Files.readAllBytes(file), place.fileName());
          } catch (IOException e) {
            throw new SpecificationException(place.fileName(), "no such file");
          }
        });
  }

  /**
   * How far references may reach: in a checkout laid out as {@code data/api/<name>}, the folder
   * {@code data}, since its files share schemas across folders; anywhere else the directory itself.
   */
  private static Path rootOf(Path directory) {
    Path api = directory.getParent();
    if (api == null || !api.endsWith("api")) {
      return directory;
    }
    Path data = api.getParent();
    return data != null && data.endsWith("data") ? data : directory;
  }
}
