package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One file of the specification that holds operations. */
final class SourceDocument {

  private final Place place;
  private final SourceTree source;
  private final References references;
  private final SecuritySchemes securitySchemes;
  private final SchemeDefinitions definitions;

  SourceDocument(
      Place place,
      SourceTree source,
      References references,
      SecuritySchemes securitySchemes,
      SchemeDefinitions definitions) {
    this.place = place;
    this.source = source;
    this.references = references;
    this.securitySchemes = securitySchemes;
    this.definitions = definitions;
  }

  /**
   * An operation of this file.
   *
   * @param id its operation ID, or what stands for it where it has none
   * @param path its path in the assembled document, base path included
   * @param method its method, in lower case as it stands in the file
   * @param item where its path item stands, which may be in another file
   * @param place where it stands itself
   */
  record Operation(String id, String path, String method, Place item, Place place) {}

  /**
   * The operations of the file, in its order.
   *
   * @param wanted which of them, by operation ID, which is empty where an operation has none
   */
  List<Operation> listOperations(Predicate<String> wanted) {
    List<Operation> operations = new ArrayList<>();
    new OperationPlaces(place, source, references)
        .forEach(
            (path, method, item, operation) -> {
              String id = textOf(source.get(operation).path("operationId"));
              if (wanted.test(id)) {
                operations.add(
                    new Operation(
                        id.isEmpty() ? nameOf(method, path) : id,
                        BasePath.of(source, references, place, item, operation) + path,
                        method,
                        item,
                        operation));
              }
            });
    return operations;
  }

  private static String textOf(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }

  /** What an operation without an ID is called: its method and the words of its path. */
  private static String nameOf(String method, String path) {
    return method + Names.pascalCase(path);
  }

  /**
   * The operation by itself: references resolved, parameters of its path item joined in, security
   * explicit.
   */
  ObjectNode resolve(Operation operation) {
    ObjectNode node = (ObjectNode) references.resolve(operation.place(), Position.OTHER);
    node.put("operationId", operation.id());
    node.remove("servers");
    joinPathParameters(node, operation);
    node.remove("security");
    Stream.of(operation.place(), place)
        .filter(owner -> source.get(owner).has("security"))
        .map(owner -> owner.child("security"))
        .findFirst()
        .ifPresent(security -> node.set("security", securityAt(security)));
    node.put("x-source", operation.place().toString());
    return node;
  }

  private ArrayNode securityAt(Place security) {
    return securitySchemes.adopt(
        references.resolve(security, Position.OTHER),
        security,
        name -> definitions.find(place, name));
  }

  private void joinPathParameters(ObjectNode node, Operation operation) {
    ArrayNode joined = JsonNodeFactory.instance.arrayNode();
    joined.addAll(parametersOf(operation.place()));
    for (JsonNode shared : parametersOf(operation.item())) {
      boolean overridden = false;
      for (JsonNode own : joined) {
        overridden |=
            own.path("name").equals(shared.path("name"))
                && own.path("in").equals(shared.path("in"));
      }
      if (!overridden) {
        joined.add(shared);
      }
    }
    if (!joined.isEmpty()) {
      node.set("parameters", joined);
    }
  }

  private ArrayNode parametersOf(Place owner) {
    if (!source.get(owner).has("parameters")) {
      return JsonNodeFactory.instance.arrayNode();
    }
    Place parameters = owner.child("parameters");
    if (references.resolve(parameters, Position.OTHER) instanceof ArrayNode list) {
      return list;
    }
    throw parameters.fault("a list of parameters must stand here");
  }
}
