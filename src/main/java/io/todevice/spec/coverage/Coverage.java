package io.todevice.spec.coverage;

import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.OperationIndex;
import io.todevice.text.PackedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * All operations of a directory of OpenAPI files, and which of them are served. Immutable.
 *
 * @param revision the newest release that the files know of
 * @param operations the operations, in the order of the files' names and within a file in its order
 */
public record Coverage(String revision, List<CoveredOperation> operations) {

  /** Where the build puts what it was built from, beside {@code openapi.json}. */
  /** Copies the list. */
  public Coverage {
    operations = List.copyOf(operations);
  }

  /**
   * The coverage of a directory.
   *
   * @param served the IDs of the operations that are served
   * @throws SpecificationException if the directory cannot be read, or holds no operations
   */
  public static Coverage of(Path directory, Set<String> served) {
    Coverage coverage = of(OperationIndex.read(directory), served);
    if (coverage.operations().isEmpty()) {
      throw new SpecificationException(directory.toString(), "no file with operations is here");
    }
    return coverage;
  }

  /** The coverage of operations that have been looked up already. */
  public static Coverage of(OperationIndex index, Set<String> served) {
    return new Coverage(
        index.revision(), index.entries().stream().map(entry -> covered(entry, served)).toList());
  }

  /** The coverage of what this server was built from, from the class path. */
  public static Coverage get() {
    return CoverageJson.parse(PackedFile.read(Coverage.class, "/io/todevice/spec/coverage.json"));
  }

  /** One line with the counts. */
  public String summary() {
    long served = operations.stream().filter(CoveredOperation::isServed).count();
    long deprecated = operations.stream().filter(CoveredOperation::isDeprecated).count();
    long files = operations.stream().map(CoveredOperation::file).distinct().count();
    return "%d of %d operations served; %d deprecated; %d files; specification %s"
        .formatted(served, operations.size(), deprecated, files, revision);
  }

  private static CoveredOperation covered(OperationIndex.Entry entry, Set<String> served) {
    return new CoveredOperation(
        entry.operationId(),
        entry.method(),
        entry.path(),
        entry.file(),
        !entry.operationId().isEmpty() && served.contains(entry.operationId()),
        since(entry.added()),
        entry.isDeprecated());
  }

  private static String since(String added) {
    if (added.isEmpty()) {
      return CoveredOperation.BEFORE_MARKS;
    }
    return added.startsWith("v") ? added : "v" + added;
  }
}
