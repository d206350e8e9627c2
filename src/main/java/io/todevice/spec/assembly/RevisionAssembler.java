package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes one OpenAPI 3.1 document of all operations of a revision, to be read and not to be served.
 * A fault costs no more than the operation that it is in: what is faulty is left as it stands in
 * its file and marked, so that an overlay can repair it.
 *
 * <ul>
 *   <li>{@link #FAULT} stands beside a reference that leads nowhere; its value is the reason.
 *   <li>{@link #FAULTS} of an operation lists its faulty members: {@code member}, {@code value} as
 *       it stands in the file, {@code reason}.
 *   <li>{@link #FAULTS} of the document lists what is missing in it: {@code file}, {@code reason},
 *       and as far as known {@code path}, {@code method} and {@code operationId}.
 * </ul>
 */
public final class RevisionAssembler {

  /** The member that marks a reference. */
  public static final String FAULT = Tolerance.FAULT;

  /** The member with the faults of an operation or of the document. */
  public static final String FAULTS = Tolerance.FAULTS;

  private static final JsonPointer VERSION = JsonPointer.compile("/info/version");
  private static final int MAX_VERSIONS = 3;

  private final SourceTree source;
  private final List<Place> documents = new ArrayList<>();
  private final List<SpecificationException> unreadable = new ArrayList<>();
  private final List<Place> unreadableFiles = new ArrayList<>();

  private RevisionAssembler(SourceTree source) {
    this.source = source;
  }

  /**
   * All operations of a directory or of one document. Operations without an ID have none.
   *
   * @param path a directory with OpenAPI files, or one such file
   * @throws SpecificationException if there is no such path, a file with paths is no OpenAPI 3.0,
   *     3.1 or 3.2 document, or there is no document; the message says which, where and why
   */
  public static ObjectNode assemble(Path path) {
    boolean isDirectory = Files.isDirectory(path);
    return new RevisionAssembler(
            isDirectory ? new SourceTree(path, Reach.TREE) : SourceTree.ofDocument(path))
        .assemble(path, isDirectory);
  }

  private ObjectNode assemble(Path path, boolean isDirectory) {
    source.listFiles().forEach(this::read);
    Assembly assembly = new Assembly(source, documents, Tolerance.MARK);
    for (int i = 0; i < unreadable.size(); i++) {
      assembly.note(unreadableFiles.get(i), unreadable.get(i));
    }
    for (Place document : documents) {
      try {
        assembly.add(document, id -> true);
      } catch (SpecificationException fault) {
        assembly.note(document, fault);
      }
    }
    Revision revision = Revision.of(source, documents);
    ObjectNode assembled = assembly.toNode(revision);
    String reason = assembled.path(Tolerance.FAULTS).path(0).path("reason").asText("");
    if (assembled.path("paths").isEmpty() && !assembled.has("webhooks") && !reason.isEmpty()) {
      int end = reason.indexOf(": ");
      throw new SpecificationException(reason.substring(0, end), reason.substring(end + 2));
    }
    if (documents.isEmpty() && unreadable.isEmpty()) {
      throw new SpecificationException(path.toString(), "no OpenAPI document is here");
    }
    Optional<Path> checkout = source.findCheckout();
    if (isDirectory && checkout.isPresent()) {
      nameAlso(checkout.get().getFileName().toString(), assembled);
    } else if (!isDirectory || !revision.isStated()) {
      nameAfterFiles(assembled);
    }
    return assembled;
  }

  private void read(Place file) {
    JsonNode document;
    try {
      document = source.get(file);
    } catch (SpecificationException fault) {
      unreadableFiles.add(file);
      unreadable.add(fault);
      return;
    }
    if (document.has("swagger") || document.has("openapi") || document.has("paths")) {
      if (Dialect.find(document).isEmpty()) {
        throw file.child(document.has("swagger") ? "swagger" : "openapi")
            .fault("OpenAPI 3.0, 3.1 or 3.2 must stand here, not '" + version(document) + "'");
      }
      documents.add(file);
    }
  }

  private static String version(JsonNode document) {
    return document.path("swagger").asText(document.path("openapi").asText(""));
  }

  /** Two checkouts may hold the same release: the folder tells them apart. */
  private static void nameAlso(String folder, ObjectNode assembled) {
    if (Versions.minorOf(folder).isEmpty()) {
      ObjectNode info = assembled.withObject("/info");
      info.put("version", info.path("version").asText() + " (" + folder + ")");
    }
  }

  /** A single document and files that are not Matrix's are the revision that they say. */
  private void nameAfterFiles(ObjectNode assembled) {
    String versions =
        documents.stream()
            .filter(file -> !source.get(file).has(Versions.MEMBER))
            .map(this::versionOf)
            .filter(version -> !version.isBlank())
            .distinct()
            .limit(MAX_VERSIONS)
            .collect(Collectors.joining(", "));
    if (!versions.isEmpty()) {
      assembled.withObject("/info").put("version", versions);
    }
  }

  private String versionOf(Place file) {
    JsonNode version = source.get(file).at(VERSION);
    // A number is no longer what the file says: 1.10 is 1.1.
    String written = version.isNumber() ? Yaml.text(file.file(), VERSION) : "";
    return written.isEmpty() ? version.asText("") : written;
  }
}
