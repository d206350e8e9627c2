package io.todevice.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.todevice.domain.AccessToken;
import io.todevice.domain.ApplicationService;
import io.todevice.domain.ApplicationService.Namespace;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.settings.ServerName;
import io.todevice.text.Suggestions;
import io.todevice.text.YamlPosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The registration of an application service (Matrix application service API, <i>Registration</i>),
 * strict: an unknown key is a fault, unless it has a dot, as extensions have. What this server does
 * not need is checked and not kept.
 */
final class RegistrationFile {

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "url",
          "as_token",
          "hs_token",
          "sender_localpart",
          "namespaces",
          "rate_limited",
          "protocols",
          "receive_ephemeral",
          "push_ephemeral",
          "device_management");
  private static final Set<String> NAMESPACES = Set.of("users", "aliases", "rooms");
  private static final Set<String> NAMESPACE_KEYS = Set.of("exclusive", "regex", "group_id");

  private final Path file;
  private final ServerName serverName;
  private final List<String> faults;
  private final Map<JsonPointer, YamlPosition> positions = new HashMap<>();

  private RegistrationFile(Path file, ServerName serverName, List<String> faults) {
    this.file = file;
    this.serverName = serverName;
    this.faults = faults;
  }

  /**
   * Reads a file, and logs a warning where others can read it.
   *
   * @param faults takes what is wrong in it, one line each, with the place
   * @return what it says; empty where anything is wrong
   * @throws ConfigException if it can't be read or is no map
   */
  static Optional<ApplicationService> read(Path file, ServerName serverName, List<String> faults) {
    return new RegistrationFile(file, serverName, faults).read();
  }

  private Optional<ApplicationService> read() {
    JsonNode root =
        YamlFile.read(file, positions)
            .filter(JsonNode::isObject)
            .orElseThrow(
                () ->
                    new ConfigException(
                        file.toString(), "must be the registration of an application service"));
    FilePermissions.warnIfOthersCanRead(file);
    int before = faults.size();
    JsonPointer top = JsonPointer.empty();
    checkKeys(root, top, KEYS);
    Optional<String> id = text(root, top, "id");
    find(root, top, "url", true, node -> node.isTextual() || node.isNull(), "a URL or null");
    Optional<TokenHash> token =
        find(root, top, "as_token", true, FixedToken::isToken, FixedToken.EXPECTATION)
            .map(node -> TokenHash.of(new AccessToken(node.asText())));
    var unused = text(root, top, "hs_token");
    Optional<UserId> sender =
        find(
                root,
                top,
                "sender_localpart",
                true,
                node -> user(node).isPresent(),
                "the local part of a user ID")
            .flatMap(this::user);
    List<Namespace> users = namespaces(root, top);
    boolean isLimited =
        find(root, top, "rate_limited", false, JsonNode::isBoolean, "true or false")
            .map(JsonNode::asBoolean)
            .orElse(true);
    find(root, top, "protocols", false, JsonNode::isArray, "a list of texts")
        .ifPresent(list -> checkItems(list, top.appendProperty("protocols"), JsonNode::isTextual));
    return faults.size() == before
        ? Optional.of(
            new ApplicationService(
                id.orElseThrow(), token.orElseThrow(), sender.orElseThrow(), users, isLimited))
        : Optional.empty();
  }

  private Optional<UserId> user(JsonNode localpart) {
    return Optional.of(localpart)
        .filter(node -> node.isTextual() && node.asText().indexOf(':') < 0)
        .flatMap(node -> UserId.find("@" + node.asText() + ":" + serverName));
  }

  /** The namespaces of users; the others are only checked. */
  private List<Namespace> namespaces(JsonNode root, JsonPointer top) {
    JsonPointer at = top.appendProperty("namespaces");
    List<Namespace> users = new ArrayList<>();
    find(root, top, "namespaces", true, JsonNode::isObject, "a map of users, aliases and rooms")
        .ifPresent(
            map -> {
              checkKeys(map, at, NAMESPACES);
              for (String kind : NAMESPACES) {
                List<Namespace> found = namespaces(map, at, kind);
                users.addAll(kind.equals("users") ? found : List.of());
              }
            });
    return users;
  }

  private List<Namespace> namespaces(JsonNode map, JsonPointer at, String kind) {
    List<Namespace> found = new ArrayList<>();
    JsonPointer list = at.appendProperty(kind);
    find(map, at, kind, false, JsonNode::isArray, "a list")
        .filter(items -> checkItems(items, list, JsonNode::isObject))
        .ifPresent(
            items -> {
              for (int i = 0; i < items.size(); i++) {
                namespace(items.get(i), list.appendIndex(i)).ifPresent(found::add);
              }
            });
    return found;
  }

  private Optional<Namespace> namespace(JsonNode item, JsonPointer at) {
    checkKeys(item, at, NAMESPACE_KEYS);
    Optional<Boolean> isExclusive =
        find(item, at, "exclusive", true, JsonNode::isBoolean, "true or false")
            .map(JsonNode::asBoolean);
    Optional<Predicate<String>> regex = text(item, at, "regex").flatMap(text -> regex(text, at));
    return isExclusive.flatMap(
        exclusive -> regex.map(pattern -> new Namespace(pattern, exclusive)));
  }

  private Optional<Predicate<String>> regex(String text, JsonPointer at) {
    try {
      Pattern pattern = Pattern.compile(text);
      return Optional.of(id -> pattern.matcher(id).lookingAt());
    } catch (PatternSyntaxException e) {
      fault(
          at.appendProperty("regex"), "must be a POSIX regular expression: " + e.getDescription());
      return Optional.empty();
    }
  }

  private void checkKeys(JsonNode map, JsonPointer at, Set<String> known) {
    map.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key) && key.indexOf('.') < 0) {
                fault(at.appendProperty(key), "unknown key" + Suggestions.of(key, known));
              }
            });
  }

  private boolean checkItems(JsonNode list, JsonPointer at, Predicate<JsonNode> kind) {
    boolean isGood = true;
    for (int i = 0; i < list.size(); i++) {
      if (!kind.test(list.get(i))) {
        fault(at.appendIndex(i), "is of another kind than its list");
        isGood = false;
      }
    }
    return isGood;
  }

  private Optional<String> text(JsonNode map, JsonPointer at, String key) {
    return find(
            map,
            at,
            key,
            true,
            node -> node.isTextual() && !node.asText().isEmpty(),
            "a text of at least one character; put it in quotes")
        .map(JsonNode::asText);
  }

  private Optional<JsonNode> find(
      JsonNode map,
      JsonPointer at,
      String key,
      boolean isRequired,
      Predicate<JsonNode> kind,
      String expectation) {
    JsonNode value = map.path(key);
    JsonPointer place = at.appendProperty(key);
    if (value.isMissingNode()) {
      if (isRequired) {
        fault(place, "is missing");
      }
      return Optional.empty();
    } else if (!kind.test(value)) {
      fault(place, "must be " + expectation);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private void fault(JsonPointer at, String reason) {
    faults.add(file + ":" + YamlPosition.get(positions, at) + ": " + at + ": " + reason);
  }
}
