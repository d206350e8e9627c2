package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All operations of a directory, served or not, without what is in them. Immutable.
 *
 * @param revision the newest release that the files know of
 * @param entries the operations, in the order of the files' names, and within a file in its order
 */
public record OperationIndex(String revision, List<Entry> entries) {

  private static final String ADDED = "x-addedInMatrixVersion";

  /** Copies the list. */
  public OperationIndex {
    entries = List.copyOf(entries);
  }

  /**
   * An operation as its file describes it.
   *
   * @param operationId its ID; empty where it has none
   * @param method its method, in upper case
   * @param path its path, with the base path of its file unless the file's servers are unusable
   * @param file the file's name
   * @param added the release that the nearest mark names: of the operation, of its path item, of
   *     the file; empty where there is none
   * @param isDeprecated whether it is marked as deprecated
   */
  public record Entry(
      String operationId,
      String method,
      String path,
      String file,
      String added,
      boolean isDeprecated) {}

  /**
   * Reads the files of a directory.
   *
   * @throws SpecificationException if the directory is none, or a file of it is no YAML or has a
   *     reference on the way to an operation that leads nowhere
   */
  public static OperationIndex read(Path directory) {
    return of(new SourceTree(directory, Reach.TREE));
  }

  static OperationIndex of(SourceTree source) {
    List<Place> documents = source.listDocuments();
    References references = new References(source, new SchemaComponents());
    List<Entry> entries = new ArrayList<>();
    for (Place document : documents) {
      new OperationPlaces(document, source, references)
          .forEach(
              (path, method, item, operation) ->
                  entries.add(
                      new Entry(
                          source.get(operation).path("operationId").asText(""),
                          method.toUpperCase(Locale.ROOT),
                          basePath(source, references, document, item, operation) + path,
                          document.fileName(),
                          added(source, List.of(operation, item, document)),
                          source.get(operation).path("deprecated").asBoolean(false))));
    }
    return new OperationIndex(Revision.of(source, documents).name(), entries);
  }

  private static String basePath(
      SourceTree source, References references, Place document, Place item, Place operation) {
    try {
      return BasePath.of(source, references, document, item, operation);
    } catch (SpecificationException e) {
      return "";
    }
  }

  private static String added(SourceTree source, List<Place> owners) {
    for (Place owner : owners) {
      JsonNode mark = source.get(owner).path(ADDED);
      if (mark.isValueNode() && !mark.isNull()) {
        return mark.asText();
      }
    }
    return "";
  }
}
