package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a schema stands in the operations: what its class is called, whatever the title, the file
 * or the component of the schema.
 *
 * @param body the body that it is part of
 * @param name the Java name of the place: operation, direction and path
 * @param path the same for people, below the body: {@code events › [] › sender}
 * @param enclosing the classes that it stands in, by their schemas without texts
 */
record JavaPlace(Body body, String name, String path, Map<JsonNode, String> enclosing) {

  /**
   * A body of an operation.
   *
   * @param source where the operation stands in the files
   * @param text what the body is called in messages
   * @param isAnswered whether the server makes it, so that hand-written code builds it
   */
  record Body(String source, String text, boolean isAnswered) {}

  /** The place of a body itself. */
  static JavaPlace of(Body body, String name) {
    return new JavaPlace(body, name, "", Map.of());
  }

  /** A member of the object here. */
  JavaPlace member(String wireName, String javaName) {
    return below(wireName, JavaNames.upperFirst(javaName));
  }

  /** The elements of the list here. */
  JavaPlace item() {
    return below("[]", "Item");
  }

  /** The values of the map here. */
  JavaPlace value() {
    return below("*", "Value");
  }

  /** The values of one kind, where there are several. */
  JavaPlace kind(String record) {
    return new JavaPlace(body, name + record, path, enclosing);
  }

  /** The same place within a class. */
  JavaPlace within(JsonNode schema, String className) {
    Map<JsonNode, String> longer = new LinkedHashMap<>(enclosing);
    longer.put(schema, className);
    return new JavaPlace(body, name, path, longer);
  }

  /** A fault of the schema here. */
  SpecificationException fault(String reason) {
    return new SpecificationException(body.source(), this + ": " + reason);
  }

  private JavaPlace below(String step, String suffix) {
    return new JavaPlace(
        body, name + suffix, path.isEmpty() ? step : path + " › " + step, enclosing);
  }

  @Override
  public String toString() {
    return path.isEmpty() ? body.text() : body.text() + " › " + path;
  }
}
