package io.todevice.proof.crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Cuts the power of a process on Linux: after it was killed, its files hold what it has flushed to
 * the disk and nothing else. A library that the process loads first keeps count.
 */
final class PowerLoss {

  private static final String DURABLE = ".durable";

  private final Path prefix;
  private final Path library;

  private PowerLoss(Path prefix, Path library) {
    this.prefix = prefix;
    this.library = library;
  }

  /** Of files whose path begins with {@code prefix}. Compiles the library with {@code cc}. */
  static PowerLoss of(Path prefix) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("power-loss");
    Path source = directory.resolve("power_loss.c");
    Path library = directory.resolve("power_loss.so");
    try (InputStream text = PowerLoss.class.getResourceAsStream("power_loss.c")) {
      Files.copy(text, source);
    }
    List<String> command =
        List.of("cc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString());
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("cc.log").toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException(Files.readString(directory.resolve("cc.log")));
    }
    return new PowerLoss(prefix, library);
  }

  /** What the process is to be started with. */
  Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), "DURABLE_PREFIX", prefix.toString());
  }

  /** Takes from the files what was not flushed. The process has ended. */
  void cut() throws IOException {
    for (Path file : files()) {
      Path durable = file.resolveSibling(file.getFileName() + DURABLE);
      if (Files.exists(durable)) {
        Files.copy(durable, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.delete(file);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(prefix.getParent())) {
      return all.filter(file -> file.toString().startsWith(prefix.toString()))
          .filter(file -> !file.toString().endsWith(DURABLE))
          .toList();
    }
  }
}
