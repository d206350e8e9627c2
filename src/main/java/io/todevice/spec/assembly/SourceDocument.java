package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Names;
import io.todevice.spec.SpecificationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One file of the specification that holds operations. */
record SourceDocument(
    Place place,
    SourceTree source,
    References references,
    SecuritySchemes securitySchemes,
    SchemeDefinitions definitions,
    Tolerance tolerance) {

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
   * @param faults takes what cannot be read of the file
   */
  List<Operation> listOperations(Predicate<String> wanted, OperationPlaces.FaultVisitor faults) {
    List<Operation> operations = new ArrayList<>();
    new OperationPlaces(place, source, references)
        .forEach(
            (path, method, item, operation) -> {
              String id = textOf(source.get(operation).path("operationId"));
              if (wanted.test(id)) {
                operations.add(
                    new Operation(
                        id.isEmpty() ? nameOf(method, path) : id,
                        basePath(item, operation) + path,
                        method,
                        item,
                        operation));
              }
            },
            (path, fault) -> faults.visit(basePath(place, place) + path, fault));
    return operations;
  }

  private String basePath(Place item, Place operation) {
    try {
      return BasePath.of(source, references, place, item, operation);
    } catch (SpecificationException fault) {
      tolerance.refuse(fault);
      return "";
    }
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
    if (!(references.resolve(operation.place(), Position.OTHER) instanceof ObjectNode node)) {
      throw operation.place().fault("an operation must stand here");
    }
    node.put("operationId", operation.id());
    node.remove(List.of("servers", "security"));
    for (String member : List.of("servers", "parameters", "security")) {
      try {
        resolveMember(member, node, operation);
      } catch (SpecificationException fault) {
        tolerance.refuse(fault);
        Tolerance.mark(node, member, source.get(operation.place()).path(member), fault);
      }
    }
    node.put("x-source", operation.place().toString());
    return node;
  }

  private void resolveMember(String member, ObjectNode node, Operation operation) {
    switch (member) {
      case "servers" -> joinServers(node, operation);
      case "parameters" -> joinPathParameters(node, operation);
      default ->
          Stream.of(operation.place(), place)
              .filter(owner -> source.get(owner).has(member))
              .map(owner -> owner.child(member))
              .findFirst()
              .ifPresent(security -> node.set(member, securityAt(security, node)));
    }
  }

  /** A document that is only read keeps the servers beside the first one, too. */
  private void joinServers(ObjectNode node, Operation operation) {
    String basePath = BasePath.of(source, references, place, operation.item(), operation.place());
    ArrayNode servers =
        BasePath.listServers(source, references, place, operation.item(), operation.place());
    if (tolerance == Tolerance.MARK && !servers.isEmpty()) {
      node.set("servers", servers);
      node.put("x-base-path", basePath);
    }
  }

  private ArrayNode securityAt(Place security, ObjectNode node) {
    return securitySchemes.adopt(
        references.resolve(security, Position.OTHER),
        security,
        name -> definitions.find(place, name),
        fault -> {
          tolerance.refuseScheme(fault);
          Tolerance.mark(node, "security", source.get(security), fault);
        });
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
