package io.todevice.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.config.ConfigException;
import io.todevice.config.YamlFile;
import io.todevice.conformance.accounts.UserSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A YAML file of users that the kit may act as:
 *
 * <pre>{@code
 * users:
 *   - {user: alice, password: rabbit hole}
 *   - {user: bob, password: hat shop}
 * }</pre>
 *
 * <p>or of devices that are logged in; other keys of an entry are ignored, so that the file of
 * {@code serve --tokens} will do:
 *
 * <pre>{@code
 * tokens:
 *   - token: aLongRandomText
 * }</pre>
 *
 * <p>An error names the file and the entry, and repeats nothing that stands in it.
 */
final class UsersFile {

  private UsersFile() {}

  /**
   * The users of a file.
   *
   * @throws ConfigException if it cannot be read, or is not as described above
   */
  static UserSource read(Path file) {
    JsonNode tree = YamlFile.read(file).orElse(MissingNode.getInstance());
    JsonNode users = tree.path("users");
    JsonNode tokens = tree.path("tokens");
    if (users.isArray() == tokens.isArray()) {
      throw new ConfigException(file.toString(), "must have a list of users or a list of tokens");
    }
    if (users.isArray()) {
      List<UserSource.User> all = new ArrayList<>();
      for (JsonNode entry : users) {
        String place = file + ": users: entry " + (all.size() + 1);
        String user = text(entry, "user", place);
        String password = text(entry, "password", place);
        requireNew(all.stream().noneMatch(each -> each.user().equals(user)), place);
        all.add(new UserSource.User(user, password));
      }
      requireTwo(all, file + ": users");
      return new UserSource.Passwords(all);
    }
    List<String> all = new ArrayList<>();
    for (JsonNode entry : tokens) {
      String place = file + ": tokens: entry " + (all.size() + 1);
      String token = text(entry, "token", place);
      requireNew(!all.contains(token), place);
      all.add(token);
    }
    requireTwo(all, file + ": tokens");
    return new UserSource.Tokens(all);
  }

  private static void requireNew(boolean isNew, String place) {
    if (!isNew) {
      throw new ConfigException(place, "stands there twice");
    }
  }

  private static void requireTwo(List<?> entries, String place) {
    if (entries.size() < 2) {
      throw new ConfigException(place, "must have two entries or more");
    }
  }

  private static String text(JsonNode entry, String key, String place) {
    JsonNode value = entry.path(key);
    if (!value.isValueNode() || value.isNull() || value.asText().isEmpty()) {
      throw new ConfigException(place, "must have a text '" + key + "'");
    }
    return value.asText();
  }
}
