package io.todevice.spec.assembly;

import io.todevice.spec.SpecificationException;
import io.todevice.spec.UnusablePath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where references may lead beside the tree of the specification itself. A specification is
 * somebody else's text, so by default nowhere: whoever builds with it has to name the places.
 *
 * @param directories directories, with all that is below them
 * @param addresses beginnings of web addresses, each ending with a slash
 */
public record Reach(List<Path> directories, List<URI> addresses) {

  /** Nothing beside the tree. */
  public static final Reach TREE = new Reach(List.of(), List.of());

  private static final Set<String> WEB = Set.of("http", "https");

  /** Copies the lists. */
  public Reach {
    directories = List.copyOf(directories);
    addresses = List.copyOf(addresses);
  }

  /**
   * Reads a list of directories and web addresses, with blanks or commas between them.
   *
   * @throws SpecificationException if one of them is neither
   */
  public static Reach parse(String list) {
    List<Path> directories = new ArrayList<>();
    List<URI> addresses = new ArrayList<>();
    Stream.of(list.split("[\\s,]+"))
        .filter(entry -> !entry.isEmpty())
        .forEach(
            entry -> {
              if (isWebAddress(entry)) {
                addresses.add(address(entry));
              } else {
                directories.add(directory(entry));
              }
            });
    return new Reach(directories, addresses);
  }

  /** Whether a text begins as an address of the web does. */
  static boolean isWebAddress(String text) {
    int colon = text.indexOf("://");
    return colon > 0 && WEB.contains(text.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  /** Whether an existing file is in one of the directories, wherever links lead. */
  boolean holds(Path realFile) {
    return directories.stream().anyMatch(realFile::startsWith);
  }

  /** Whether an address begins with one of the addresses. */
  boolean holds(URI address) {
    String text = address.normalize().toString();
    return addresses.stream().anyMatch(prefix -> text.startsWith(prefix.toString()));
  }

  private static URI address(String entry) {
    try {
      URI uri = URI.create(entry.endsWith("/") ? entry : entry + "/").normalize();
      if (uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for every other address that can't be used.
    }
    throw new SpecificationException(entry, "no web address that others could begin with");
  }

  private static Path directory(String entry) {
    try {
      Path directory = Path.of(entry);
      try {
        return directory.toRealPath();
      } catch (IOException e) {
        throw UnusablePath.noDirectory(directory);
      }
    } catch (InvalidPathException e) {
      throw new SpecificationException(entry, "no such directory");
    }
  }
}
