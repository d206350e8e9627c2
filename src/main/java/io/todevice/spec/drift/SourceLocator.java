package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.assembly.EventAssembler;
import io.todevice.spec.assembly.SourceMap;
import io.todevice.spec.assembly.SourceMap.Element;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SourcePosition;
import io.todevice.text.YamlPosition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds in the files of one revision what a change is about, by the steps of the change's place.
 * What a revision does not have is located at the nearest element around it. Not safe for use by
 * several threads.
 */
final class SourceLocator {

  private static final String STEP = " › ";
  private static final String PARAMETER = " parameter ";
  private static final String EVENTS = "../../event-schemas/schema/";
  private static final String ALTERNATIVE = "alternative ";

  private final SourceMap files;
  private final Optional<SourceMap> events;
  private final String shownDirectory;
  private final Map<String, String> byId = new HashMap<>();
  private final Map<String, String> byPlace = new HashMap<>();

  SourceLocator(ComparedRevision revision) {
    this.files = new SourceMap(revision.path());
    this.events = EventAssembler.findDirectory(revision.path()).map(SourceMap::new);
    this.shownDirectory = revision.shownDirectory();
    remember(revision.document().path("paths"));
    remember(revision.document().path("webhooks"));
  }

  private void remember(JsonNode paths) {
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        String source = member.getValue().path(SourceMap.SOURCE).asText("");
        if (!source.isEmpty()) {
          byId.putIfAbsent(member.getValue().path("operationId").asText(""), source);
          byPlace.putIfAbsent(place(member.getKey(), path.getKey()), source);
        }
      }
    }
  }

  /** Where a change of an operation is; empty if the revision does not have the operation. */
  Optional<SourcePosition> find(OperationName operation, Change change, String value) {
    return Optional.ofNullable(byId.get(operation.operationId()))
        .or(() -> Optional.ofNullable(byPlace.get(place(operation.method(), operation.path()))))
        .flatMap(files::find)
        .map(element -> find(element, false, shownDirectory, change, value));
  }

  /** Where a change of an event is; empty if the revision does not have the event. */
  Optional<SourcePosition> findEvent(String type, Change change, String value) {
    return events
        .flatMap(schemas -> schemas.find(type + ".yaml#"))
        .map(event -> find(event, true, shownDirectory + EVENTS, change, value));
  }

  private static SourcePosition find(
      Element start, boolean isSchema, String directory, Change change, String value) {
    Element at = start;
    boolean isInSchema = isSchema;
    for (String step : change.places().get(0).split(STEP)) {
      Optional<Element> next = isInSchema ? Optional.empty() : inFrame(at, step);
      if (next.isEmpty()) {
        Optional<Element> schema = isInSchema ? Optional.of(at) : schemaOf(at);
        at = schema.orElse(at);
        isInSchema = schema.isPresent();
        next = schema.flatMap(known -> inSchema(known, step, new HashSet<>()));
      }
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
    }
    Element nearest = at;
    Element found =
        said(nearest, change, value)
            .or(() -> schemaOf(nearest).flatMap(schema -> said(schema, change, value)))
            .orElse(nearest);
    YamlPosition position = found.position();
    String file = Path.of(directory + found.file()).normalize().toString();
    return new SourcePosition(file.replace('\\', '/'), position.line(), position.column());
  }

  /** A step outside of schemas. */
  private static Optional<Element> inFrame(Element at, String step) {
    if (step.equals("operation")) {
      return Optional.of(at);
    }
    if (step.equals("security")) {
      return at.child(step).or(() -> at.root().child(step)).or(() -> Optional.of(at));
    }
    if (at.isNamed("security")) {
      return at.root()
          .child("components")
          .flatMap(components -> components.child("securitySchemes"))
          .flatMap(schemes -> scheme(schemes.target(), step));
    }
    if (step.equals("request body")) {
      return at.child("requestBody");
    }
    if (step.startsWith("response ")) {
      return at.child("responses").flatMap(all -> all.child(step.substring("response ".length())));
    }
    if (step.startsWith("header ")) {
      return at.child("headers").flatMap(all -> all.child(step.substring("header ".length())));
    }
    int parameter = step.indexOf(PARAMETER);
    if (parameter > 0) {
      return Stream.of(Optional.of(at), at.parent())
          .flatMap(Optional::stream)
          .flatMap(owner -> owner.child("parameters").stream())
          .flatMap(list -> list.target().children().stream())
          .filter(
              one ->
                  one.text("in").equals(step.substring(0, parameter))
                      && one.text("name").equals(step.substring(parameter + PARAMETER.length())))
          .findFirst();
    }
    return at.child("content").flatMap(content -> content.child(step)).or(() -> at.child(step));
  }

  private static Optional<Element> scheme(Element schemes, String step) {
    return schemes.members().stream()
        .filter(
            scheme ->
                step.equals(scheme.text("in") + " " + scheme.text("name"))
                    || step.equalsIgnoreCase("HTTP " + scheme.text("scheme")))
        .findFirst();
  }

  private static Optional<Element> schemaOf(Element at) {
    Optional<Element> content = at.child("content");
    if (content.isPresent()) {
      return content
          .flatMap(all -> all.child("application/json").or(() -> first(all)))
          .flatMap(media -> media.child("schema"));
    }
    return at.child("schema");
  }

  /** A step inside of a schema, wherever in its parts it is described. */
  private static Optional<Element> inSchema(Element schema, String step, Set<String> passed) {
    Element at = schema.target();
    if (!passed.add(at.place())) {
      return Optional.empty();
    }
    Optional<Element> found =
        switch (step) {
          case "[]" -> at.child("items");
          case "*" ->
              at.child("additionalProperties")
                  .or(() -> at.child("patternProperties").flatMap(SourceLocator::first));
          default ->
              at.child("properties")
                  .flatMap(properties -> properties.child(step))
                  .or(
                      () ->
                          at.child("patternProperties")
                              .flatMap(all -> all.child(step.replaceAll("^/|/$", ""))));
        };
    if (found.isPresent()) {
      return found;
    }
    for (String parts : List.of("allOf", "oneOf", "anyOf")) {
      List<Element> elements = at.child(parts).map(Element::children).orElse(List.of());
      for (Element part : elements) {
        if (step.equals(ALTERNATIVE + part.target().text("title"))
            || step.equals(ALTERNATIVE + part.target().text("type"))) {
          return Optional.of(part);
        }
        Optional<Element> inside = inSchema(part, step, passed);
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.empty();
  }

  /** The member of an element that says what has changed. */
  private static Optional<Element> said(Element at, Change change, String value) {
    switch (change.kind()) {
      case DEPRECATED, UNDEPRECATED -> {
        return at.child("deprecated");
      }
      case CHANGE_NOTE_ADDED, CHANGE_NOTE_REMOVED -> {
        return at.child("x-changedInMatrixVersion")
            .flatMap(notes -> notes.child(value.replaceFirst("(?s):.*", "")));
      }
      default -> {
        Element element = at.target();
        String first = value.replaceFirst("(?s)\\s.*", "");
        if (!first.isEmpty() && !first.equals("required") && element.value().has(first)) {
          return element.child(first);
        }
        for (Map.Entry<String, JsonNode> member : element.value().properties()) {
          if (!value.isEmpty() && member.getValue().asText("").strip().equals(value)) {
            return element.child(member.getKey());
          }
        }
        return Optional.empty();
      }
    }
  }

  private static Optional<Element> first(Element owner) {
    return owner.members().stream().findFirst();
  }

  private static String place(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }
}
