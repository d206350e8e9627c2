package io.todevice.config;

import io.todevice.domain.ApplicationService;
import io.todevice.settings.ServerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The registrations of all application services: one file, or the YAML files of a directory. */
final class RegistrationFiles {

  private RegistrationFiles() {}

  /**
   * What the files say.
   *
   * @throws ConfigException with the file, the place and the reason of every fault: what {@link
   *     RegistrationFile} rejects, and two files with one {@code id} or one {@code as_token}
   */
  static List<ApplicationService> read(Path path, ServerName serverName) {
    List<String> faults = new ArrayList<>();
    Map<Path, ApplicationService> services = new LinkedHashMap<>();
    for (Path file : list(path)) {
      RegistrationFile.read(file, serverName, faults)
          .ifPresent(
              service -> {
                services.forEach(
                    (other, earlier) -> {
                      if (earlier.id().equals(service.id())) {
                        faults.add(file + ": /id: is the same as in " + other);
                      }
                      if (earlier.token().equals(service.token())) {
                        faults.add(file + ": /as_token: is the same as in " + other);
                      }
                      if (earlier.isExclusive(service.sender())
                          || service.isExclusive(earlier.sender())
                          || earlier.sender().equals(service.sender())) {
                        faults.add(
                            file
                                + ": /sender_localpart: the sender of one service cannot be a user"
                                + " of another, and "
                                + other
                                + " has it");
                      }
                    });
                services.put(file, service);
              });
    }
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
    return List.copyOf(services.values());
  }

  private static List<Path> list(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found =
          files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
      if (found.isEmpty()) {
        throw new ConfigException(path.toString(), "holds no *.yaml file");
      }
      return found;
    } catch (IOException e) {
      throw new ConfigException(path.toString(), "cannot be read");
    }
  }
}
