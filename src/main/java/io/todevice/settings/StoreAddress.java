package io.todevice.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the server keeps what it remembers.
 *
 * @param kind in which kind of store
 * @param place which one of that kind: the path of a file, or a whole URL, which may hold a
 *     password; empty for memory
 */
public record StoreAddress(Kind kind, String place) {

  /** The kinds of store. */
  public enum Kind {
    /** This process, whose end forgets everything. */
    MEMORY,
    /** A file, for one process. */
    SQLITE,
    /** A database, for any number of processes. */
    POSTGRESQL
  }

  /** Nothing survives. */
  public static final StoreAddress MEMORY = new StoreAddress(Kind.MEMORY, "");

  static final ValueType<StoreAddress> TYPE =
      ValueTypes.text(
          StoreAddress.class,
          "STORE",
          "memory, sqlite:PATH or postgresql://HOST/DATABASE",
          StoreAddress::find,
          StoreAddress::text);

  private static final String SQLITE_PREFIX = "sqlite:";
  private static final String POSTGRESQL_PREFIX = "postgresql://";

  /** The address that {@code text} spells, or empty if it spells none. */
  public static Optional<StoreAddress> find(String text) {
    if (text.equals("memory")) {
      return Optional.of(MEMORY);
    } else if (text.startsWith(SQLITE_PREFIX)) {
      return Optional.of(text.substring(SQLITE_PREFIX.length()))
          .filter(StoreAddress::isPath)
          .map(path -> new StoreAddress(Kind.SQLITE, path));
    }
    return Optional.of(text)
        .filter(
            url -> url.startsWith(POSTGRESQL_PREFIX) && url.length() > POSTGRESQL_PREFIX.length())
        .map(url -> new StoreAddress(Kind.POSTGRESQL, url));
  }

  /** The same with the path of a file taken from the directory of {@code file}. */
  StoreAddress beside(Path file) {
    return kind == Kind.SQLITE
        ? new StoreAddress(kind, file.resolveSibling(place).toString())
        : this;
  }

  private String text() {
    return switch (kind) {
      case MEMORY -> "memory";
      case SQLITE -> SQLITE_PREFIX + place;
      case POSTGRESQL -> place;
    };
  }

  /** Whether it is the path of a file, and not of a directory or a URI of SQLite's. */
  private static boolean isPath(String text) {
    try {
      return text.equals(text.strip())
          && !text.endsWith("/")
          && !text.startsWith(":")
          && !text.startsWith("file:")
          && !text.isEmpty()
          && Path.of(text).getFileName() != null;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Without a password. */
  @Override
  public String toString() {
    return ValueType.withoutPassword(text());
  }
}
