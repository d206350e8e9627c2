package io.todevice.trace;

import io.todevice.http.call.Operation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which classes implement the generated interfaces. */
final class Implementations {

  private Implementations() {}

  /** The names of the implementing classes in a directory, by operation ID. */
  static Map<String, Set<String>> in(Path directory) throws IOException {
    Map<String, Set<String>> implementations = new TreeMap<>();
    for (Class<?> type : CompiledClasses.in(directory)) {
      if (!type.isInterface()) {
        for (Class<?> api : type.getInterfaces()) {
          for (Method method : api.getMethods()) {
            Operation operation = method.getAnnotation(Operation.class);
            if (operation != null) {
              implementations
                  .computeIfAbsent(operation.id(), id -> new TreeSet<>())
                  .add(type.getName());
            }
          }
        }
      }
    }
    return implementations;
  }
}
