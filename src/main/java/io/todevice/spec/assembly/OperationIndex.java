package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All operations of a directory, served or not, without what is in them. */
public final class OperationIndex {

  private static final String ADDED = "x-addedInMatrixVersion";

  private OperationIndex() {}

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
   * The operations, in the order of the files' names, and within a file in its order.
   *
   * @throws SpecificationException if the directory is none, or a file of it is no YAML or has a
   *     reference on the way to an operation that leads nowhere
   */
  public static List<Entry> list(Path directory) {
    SourceTree source = new SourceTree(directory, Reach.TREE);
    References references = new References(source, new SchemaComponents());
    List<Entry> entries = new ArrayList<>();
    for (Place document : source.listDocuments()) {
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
    return entries;
  }

  /**
   * The release that a directory's files know of as the newest.
   *
   * @throws SpecificationException if the directory is none, or a file of it is no YAML
   */
  public static String revision(Path directory) {
    SourceTree source = new SourceTree(directory, Reach.TREE);
    return Revision.of(source, source.listDocuments()).name();
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
