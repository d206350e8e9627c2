package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.assembly.EventAssembler;
import io.todevice.spec.assembly.Overlay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One of the two revisions of a report.
 *
 * @param path the directory or document that it was read from
 * @param shownDirectory what to call the directory of its files, empty or with a slash at the end
 * @param document what was read, as {@link RevisionReader} says
 * @param events the events between devices, as {@link EventAssembler} makes them; empty if there
 *     are none beside the files
 */
public record ComparedRevision(
    Path path, String shownDirectory, ObjectNode document, Optional<ObjectNode> events) {

  /**
   * Reads the older and the newer revision. Where both say that they are the same release, they are
   * also called by their files.
   *
   * @throws io.todevice.spec.SpecificationException if nothing can be read of one
   */
  public static List<ComparedRevision> pair(Path before, Path after, Overlay overlay) {
    ComparedRevision old = of(before, overlay);
    ComparedRevision now = of(after, overlay);
    if (old.name().equals(now.name()) && !before.equals(after)) {
      boolean isTold = !Objects.equals(before.getFileName(), after.getFileName());
      old.rename(isTold ? before.getFileName() : before);
      now.rename(isTold ? after.getFileName() : after);
    }
    return List.of(old, now);
  }

  private static Optional<ObjectNode> events(Path path) {
    return EventAssembler.findDirectory(path).map(EventAssembler::assemble);
  }

  private String name() {
    return document.at("/info/version").asText("");
  }

  private void rename(Path to) {
    document.withObject("/info").put("version", (name() + " (" + to + ")").strip());
  }

  private static ComparedRevision of(Path path, Overlay overlay) {
    Path directory = Files.isDirectory(path) ? path : path.getParent();
    String shown = directory == null ? "" : directory.toString().replace('\\', '/') + "/";
    return new ComparedRevision(path, shown, RevisionReader.read(path, overlay), events(path));
  }

  /**
   * Reads a revision of a git repository. Its files are called as in the repository, and it is
   * called by its tag or commit.
   *
   * @throws io.todevice.spec.SpecificationException if nothing can be read of it
   */
  public static ComparedRevision of(GitRevision revision, Overlay overlay) {
    Path path = revision.path();
    Path directory = Files.isDirectory(path) ? path : path.getParent();
    String folder = revision.root().relativize(directory).toString().replace('\\', '/');
    ObjectNode document =
        RevisionReader.read(
            path,
            overlay,
            message ->
                message
                    .replace(revision.root() + "/", revision.name() + ":")
                    .replace(revision.root().toString(), revision.name()));
    document.withObject("/info").put("version", revision.name());
    return new ComparedRevision(path, folder.isEmpty() ? "" : folder + "/", document, events(path));
  }
}
