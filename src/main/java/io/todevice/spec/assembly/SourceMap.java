package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import io.todevice.text.YamlPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the elements of an assembled document stand in its files. Files are read when they are
 * needed, each once. Not safe for use by several threads.
 */
public final class SourceMap {

  /** What an assembled operation says of where it stands: the file, {@code #}, a JSON pointer. */
  public static final String SOURCE = "x-source";

  private static final int MAX_REFERENCES = 20;

  private final Path directory;
  private final SourceTree source;
  private final Map<Path, Map<JsonPointer, YamlPosition>> positions = new HashMap<>();

  /**
   * The files of a revision.
   *
   * @param path the directory or the document that it was assembled from
   * @throws SpecificationException if there is no such path
   */
  public SourceMap(Path path) {
    boolean isDirectory = Files.isDirectory(path);
    Path absolute = path.toAbsolutePath().normalize();
    this.source = isDirectory ? new SourceTree(path, Reach.TREE) : SourceTree.ofDocument(path);
    this.directory = isDirectory ? absolute : source.listFiles().get(0).root();
  }

  /**
   * The element that an assembled document names, also behind references; empty if the files have
   * none.
   *
   * @param place the value of {@link #SOURCE}
   */
  public Optional<Element> find(String place) {
    int hash = place.indexOf('#');
    if (hash < 0) {
      return Optional.empty();
    }
    try {
      Path file = directory.resolve(place.substring(0, hash)).normalize();
      JsonPointer pointer = JsonPointer.compile(place.substring(hash + 1));
      return exists(new Place(file, pointer, directory))
          .or(
              () ->
                  exists(new Place(file, JsonPointer.empty(), directory)).flatMap(follow(pointer)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Function<Element, Optional<Element>> follow(JsonPointer pointer) {
    return root -> {
      Optional<Element> at = Optional.of(root);
      for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
        String step = rest.getMatchingProperty();
        at = at.flatMap(element -> element.child(step));
      }
      return at;
    };
  }

  private Optional<Element> exists(Place place) {
    try {
      source.get(place);
      return Optional.of(new Element(place));
    } catch (SpecificationException e) {
      return Optional.empty();
    }
  }

  private static Map<JsonPointer, YamlPosition> positionsIn(Path file) {
    Map<JsonPointer, YamlPosition> positions = new HashMap<>();
    try {
      Yaml.parse(Files.readAllBytes(file), file.toString(), positions);
    } catch (IOException | SpecificationException e) {
      // Whoever reads the text reports it; until there the positions are right.
    }
    return positions;
  }

  /** An element of a file. */
  public final class Element {

    private final Place place;

    private Element(Place place) {
      this.place = place;
    }

    /** What stands there, with its references as they are. */
    public JsonNode value() {
      return source.get(place);
    }

    /** The file, relative to the directory of the revision, with forward slashes. */
    public String file() {
      return place.fileName();
    }

    /** Where in the file it begins. */
    public YamlPosition position() {
      return YamlPosition.get(
          positions.computeIfAbsent(place.file(), SourceMap::positionsIn), place.pointer());
    }

    /** The root of its file. */
    public Element root() {
      return new Element(new Place(place.file(), JsonPointer.empty(), place.root()));
    }

    /** What it is a part of; empty for a root. */
    public Optional<Element> parent() {
      JsonPointer head = place.pointer().head();
      return head == null
          ? Optional.empty()
          : Optional.of(new Element(new Place(place.file(), head, place.root())));
    }

    /** Itself, or the element that its reference leads to in the end. */
    public Element target() {
      Place at = place;
      for (int i = 0; i < MAX_REFERENCES && source.get(at).path("$ref").isTextual(); i++) {
        try {
          at = source.resolve(source.get(at).get("$ref").textValue(), at);
        } catch (SpecificationException e) {
          return new Element(at);
        }
      }
      return new Element(at);
    }

    /** The member of that name: its own, or one of what its reference leads to. */
    public Optional<Element> child(String key) {
      if (value().has(key)) {
        return Optional.of(new Element(place.child(key)));
      }
      Element target = target();
      return target.value().has(key)
          ? Optional.of(new Element(target.place.child(key)))
          : Optional.empty();
    }

    /** The text of a member; empty if it is none. */
    public String text(String key) {
      return child(key).map(member -> member.value().asText("")).orElse("");
    }

    /** The members of an object. */
    public List<Element> members() {
      List<Element> members = new ArrayList<>();
      target().value().fieldNames().forEachRemaining(name -> child(name).ifPresent(members::add));
      return members;
    }

    /** Whether it is the member of that name of what it is in. */
    public boolean isNamed(String key) {
      JsonPointer last = place.pointer().last();
      return last != null && key.equals(last.getMatchingProperty());
    }

    /** What tells it from every other element: the file and the JSON pointer. */
    public String place() {
      return place.toString();
    }

    /** The elements of a list. */
    public List<Element> children() {
      List<Element> elements = new ArrayList<>();
      for (int i = 0; value().isArray() && i < value().size(); i++) {
        elements.add(new Element(place.child(i)));
      }
      return elements;
    }
  }
}
