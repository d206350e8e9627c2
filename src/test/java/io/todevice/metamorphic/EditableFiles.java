package io.todevice.metamorphic;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A copy of the files of a revision that the served operations need, to be edited. Files are named
 * by their paths below the root of the tree, with slashes.
 */
final class EditableFiles {

  /** Where something stands. */
  record At(String file, JsonPointer pointer) {}

  private final Path root;
  private final String api;
  private final Map<String, JsonNode> originals;
  private final Map<String, JsonNode> files = new LinkedHashMap<>();
  private final Map<String, UnaryOperator<byte[]>> styles = new LinkedHashMap<>();

  private EditableFiles(Path root, String api, Map<String, JsonNode> originals) {
    this.root = root;
    this.api = api;
    this.originals = originals;
    this.files.putAll(originals);
  }

  /**
   * Copies a revision.
   *
   * @param directory where its files with operations stand
   * @param served the IDs of the operations
   * @param parent where to make a directory for the copy
   */
  static EditableFiles copy(Path directory, Set<String> served, Path parent) {
    try {
      return copyTo(Files.createTempDirectory(parent, "edited"), directory, served);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EditableFiles copyTo(Path root, Path directory, Set<String> served)
      throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Path above = requireNonNull(absolute.getParent());
    boolean isCheckout = above.endsWith("data/api");
    Path tree = isCheckout ? requireNonNull(above.getParent()) : absolute;
    String api = tree.relativize(absolute).toString();
    Map<String, JsonNode> found = new TreeMap<>();
    Deque<Path> open = new ArrayDeque<>();
    try (Stream<Path> entries = Files.list(absolute)) {
      for (Path file : entries.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        if (holdsOneOf(read(file), served)) {
          open.add(file);
        }
      }
    }
    while (!open.isEmpty()) {
      Path file = open.remove();
      String name = tree.relativize(file).toString();
      if (!found.containsKey(name)) {
        JsonNode content = read(file);
        found.put(name, content);
        for (String reference : new TreeSet<>(content.findValuesAsText("$ref"))) {
          String path = reference.replaceFirst("#.*", "");
          if (!path.isEmpty()) {
            open.add(file.resolveSibling(decode(path)).normalize());
          }
        }
      }
    }
    // Below data/api, as in a checkout, so that references may leave the directory.
    Path copy = isCheckout ? root.resolve("data") : root;
    EditableFiles files = new EditableFiles(copy, api, found);
    for (String name : found.keySet()) {
      files.write(name);
    }
    return files;
  }

  /** Where the files with operations stand. */
  Path directory() {
    return root.resolve(api);
  }

  /** The names of all files. */
  Set<String> names() {
    return files.keySet();
  }

  /** The files with operations. */
  Stream<String> documents() {
    return files.keySet().stream().filter(this::isDocument);
  }

  boolean isDocument(String name) {
    return get(name).has("openapi");
  }

  JsonNode get(At at) {
    return get(at.file()).at(at.pointer());
  }

  JsonNode get(String file) {
    return requireNonNull(files.get(file));
  }

  /** Puts something else where something stands. */
  void set(At at, JsonNode node) {
    if (at.pointer().matches()) {
      put(at.file(), node);
      return;
    }
    JsonNode file = get(at.file()).deepCopy();
    JsonNode parent = file.at(at.pointer().head());
    if (parent instanceof ObjectNode object) {
      object.set(at.pointer().last().getMatchingProperty(), node);
    } else {
      ((ArrayNode) parent).set(at.pointer().last().getMatchingIndex(), node);
    }
    put(at.file(), file);
  }

  /** A new file, or new content of one. */
  void put(String file, JsonNode content) {
    files.put(file, content);
    write(file);
  }

  /** Writes a file's bytes in another way from now on. */
  void restyle(String file, UnaryOperator<byte[]> style) {
    styles.put(file, style);
    write(file);
  }

  void remove(String file) {
    files.remove(file);
    try {
      Files.delete(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All as it was copied. */
  void reset() {
    Set<String> touched = new TreeSet<>(styles.keySet());
    styles.clear();
    for (String name : Set.copyOf(files.keySet())) {
      if (!originals.containsKey(name)) {
        remove(name);
      } else if (files.get(name) != originals.get(name)) {
        touched.add(name);
      }
    }
    files.putAll(originals);
    originals.keySet().stream()
        .filter(name -> touched.contains(name) || !Files.exists(root.resolve(name)))
        .forEach(this::write);
  }

  /** Where a reference leads. */
  At resolve(String reference, String from) {
    int hash = reference.indexOf('#');
    String path = hash < 0 ? reference : reference.substring(0, hash);
    String file = path.isEmpty() ? from : sibling(from, decode(path));
    return new At(
        file,
        hash < 0
            ? JsonPointer.empty()
            : JsonPointer.compile(decode(reference.substring(hash + 1))));
  }

  /** How a file refers to a place. */
  String reference(At target, String from) {
    String fragment = target.pointer().matches() ? "" : "#" + target.pointer();
    Path parent = requireNonNull(Path.of("/", from).getParent());
    String path =
        target.file().equals(from) && !fragment.isEmpty()
            ? ""
            : parent.relativize(Path.of("/", target.file())).toString();
    return path + fragment;
  }

  /** A copy for another file, with its references as they are said there. */
  JsonNode forFile(JsonNode node, String from, String to) {
    JsonNode copy = node.deepCopy();
    for (JsonNode parent : copy.findParents("$ref")) {
      if (parent.get("$ref").isTextual()) {
        At target = resolve(parent.get("$ref").textValue(), from);
        ((ObjectNode) parent).put("$ref", reference(target, to));
      }
    }
    return copy;
  }

  private void write(String name) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      byte[] bytes = Yaml.write(get(name));
      Files.write(file, styles.getOrDefault(name, UnaryOperator.identity()).apply(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sibling(String from, String path) {
    return Path.of("/", from).resolveSibling(path).normalize().toString().substring(1);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static JsonNode read(Path file) throws IOException {
    return Yaml.parse(Files.readAllBytes(file), file.toString());
  }

  private static boolean holdsOneOf(JsonNode document, Set<String> served) {
    return document.path("paths").findValuesAsText("operationId").stream()
        .anyMatch(served::contains);
  }
}
