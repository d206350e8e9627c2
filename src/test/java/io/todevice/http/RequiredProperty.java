package io.todevice.http;

import io.todevice.http.call.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A required property of a body.
 *
 * @param operation the operation whose body it is part of
 * @param model the generated class that has it
 * @param name its name in Java
 */
record RequiredProperty(String operation, Class<?> model, String name) {

  private static final String MODELS = "io.todevice.model";

  /** What holds the properties that the specification does not name. */
  private static final String REST = "additionalProperties";

  /** The method of the generated interface of an operation. */
  static Method methodOf(String operationId) {
    String simpleName = io.todevice.spec.Names.pascalCase(operationId.replace("_", " ")) + "Api";
    try {
      return Stream.of(Class.forName("io.todevice.api." + simpleName).getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Operation.class))
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that its request requires. */
  static List<RequiredProperty> ofRequest(Method operation) {
    return of(operation, Stream.of(operation.getGenericParameterTypes()));
  }

  /** What reads it. */
  String accessor() {
    return model.getSimpleName() + "." + name;
  }

  /** What reads it, be it through an interface that the class implements. */
  Stream<String> accessors() {
    return Stream.concat(Stream.of(model), Stream.of(model.getInterfaces()))
        .map(type -> type.getSimpleName() + "." + name);
  }

  private static List<RequiredProperty> of(Method method, Stream<Type> types) {
    List<RequiredProperty> properties = new ArrayList<>();
    Set<Type> seen = new HashSet<>();
    String operation = method.getAnnotation(Operation.class).id();
    types.forEach(type -> collect(operation, type, seen, properties));
    return properties;
  }

  private static void collect(
      String operation, Type type, Set<Type> seen, List<RequiredProperty> properties) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(operation, argument, seen, properties);
      }
    } else if (type instanceof Class<?> model
        && model.isRecord()
        && model.getPackageName().equals(MODELS)
        && seen.add(type)) {
      for (RecordComponent component : model.getRecordComponents()) {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            && !component.getName().equals(REST)) {
          properties.add(new RequiredProperty(operation, model, component.getName()));
        }
        collect(operation, component.getGenericType(), seen, properties);
      }
    }
  }

  @Override
  public String toString() {
    return "the specification requires '"
        + name
        + "' in "
        + model.getSimpleName()
        + " of "
        + operation;
  }
}
