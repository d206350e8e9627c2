package io.todevice.spec.trace;

import com.sun.source.tree.Tree;
import io.todevice.spec.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which classes implement the generated interfaces. */
final class Implementations {

  private Implementations() {}

  /**
   * The names of the implementing classes, by operation ID.
   *
   * @param sources where the packages begin
   * @param operationIds the operations, of each of which an interface is generated
   */
  static Map<String, Set<String>> in(Path sources, Collection<String> operationIds)
      throws IOException {
    Map<String, String> operations = new TreeMap<>();
    operationIds.forEach(id -> operations.put(Names.pascalCase(id) + "Api", id));
    Map<String, Set<String>> implementations = new TreeMap<>();
    JavaSources.forEachClass(
        sources,
        (name, type) -> {
          for (Tree api : type.getImplementsClause()) {
            for (String part : api.toString().split("\\.", -1)) {
              String id = operations.get(part);
              if (id != null && type.getKind() != Tree.Kind.INTERFACE) {
                implementations.computeIfAbsent(id, key -> new TreeSet<>()).add(name);
              }
            }
          }
        });
    return implementations;
  }
}
