package io.todevice.spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 digests, in lower-case hexadecimal. */
final class Digests {

  private Digests() {}

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * One digest of the names and contents of files, and of all files below directories, whatever the
   * file system's order.
   */
  static String ofFiles(List<Path> roots) throws IOException {
    MessageDigest digest = sha256();
    for (Path root : roots) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(root)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        String name = root.relativize(file).toString().replace('\\', '/');
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(sha256().digest(Files.readAllBytes(file)));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
