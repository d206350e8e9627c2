package io.todevice.spec.assembly;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Which file a reference means, and whether it may lead there. */
final class ReferencedFiles {

  private final Path root;
  private final Reach reach;
  private final RemoteFiles remote = new RemoteFiles();

  /**
   * The files of a tree, and those within reach.
   *
   * @param root the root of the tree, absolute
   */
  ReferencedFiles(Path root, Reach reach) {
    this.root = root;
    this.reach = reach;
  }

  /** What a file is named relative to in messages: {@code local}, or where fetched files are. */
  Path rootOf(Path file, Path local) {
    return remote.holds(file) ? remote.root() : local;
  }

  /**
   * The file that a reference means.
   *
   * @param path the reference without its fragment, decoded
   * @param reference the whole reference, for messages
   * @param from the place of the reference
   * @throws io.todevice.spec.SpecificationException if there is none, or if it is out of reach
   */
  Path resolve(String path, String reference, Place from) {
    if (path.isEmpty()) {
      return from.file();
    }
    if (Reach.isWebAddress(path) || remote.holds(from.file())) {
      return fetch(path, reference, from);
    }
    boolean isRelative = !path.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") && !path.matches("[/\\\\].*");
    if (!isRelative && reach.directories().isEmpty()) {
      throw from.fault(
          "the reference '"
              + reference
              + "' leads out of the tree: only relative paths are followed");
    }
    try {
      Path file = from.file().resolveSibling(path).normalize();
      boolean isFile = Files.isRegularFile(file);
      if (!(isFile ? isInReach(file) : isRelative && file.startsWith(root))) {
        throw from.fault("the reference '" + reference + "' leads out of the tree");
      }
      if (!isFile) {
        throw from.fault("the reference '" + reference + "' leads to no file");
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw from.fault("the reference '" + reference + "' leads to no file");
    }
  }

  /** Links are followed before it is looked where the file is. */
  private boolean isInReach(Path file) throws IOException {
    Path real = file.toRealPath();
    return real.startsWith(root.toRealPath()) || reach.holds(real);
  }

  private Path fetch(String path, String reference, Place from) {
    URI address;
    try {
      address =
          Reach.isWebAddress(path)
              ? URI.create(path).normalize()
              : remote.addressOf(from.file()).resolve(path).normalize();
    } catch (IllegalArgumentException e) {
      throw from.fault("the reference '" + reference + "' is no web address");
    }
    if (address.getHost() == null || !reach.holds(address)) {
      throw from.fault(
          "the reference '"
              + reference
              + "' leads out of the tree: only relative paths are followed");
    }
    return remote.fetch(address, from);
  }
}
