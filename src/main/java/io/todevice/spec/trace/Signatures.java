package io.todevice.spec.trace;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the methods of generated interfaces look like to whoever implements them. */
public final class Signatures {

  private Signatures() {}

  /**
   * The first method of each interface below a directory, by the simple name of the interface.
   *
   * @param sources where the packages begin; where it is missing, there is no interface
   */
  public static Map<String, String> in(Path sources) throws IOException {
    Map<String, String> signatures = new TreeMap<>();
    JavaSources.forEachClass(
        sources,
        (name, type) -> {
          for (Tree member : type.getMembers()) {
            if (type.getKind() == Tree.Kind.INTERFACE && member instanceof MethodTree method) {
              signatures.putIfAbsent(type.getSimpleName().toString(), signature(method));
            }
          }
        });
    return signatures;
  }

  private static String signature(MethodTree method) {
    return method.getReturnType()
        + " "
        + method.getName()
        + method.getParameters().stream()
            .map(Signatures::parameter)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parameter(VariableTree parameter) {
    return parameter.getType() + " " + parameter.getName();
  }
}
