package io.todevice.spec.build;

import io.todevice.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Digests of files. */
final class Digests {

  private Digests() {}

  /**
   * One SHA-256, in hexadecimal digits, of the names and contents of files, and of all files below
   * directories, whatever the file system's order.
   */
  static String ofFiles(List<Path> roots) throws IOException {
    MessageDigest digest = Sha256.start();
    for (Path root : roots) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(root)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        String name = root.relativize(file).toString().replace('\\', '/');
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(Sha256.start().digest(Files.readAllBytes(file)));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
