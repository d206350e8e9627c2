package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.UnusablePath;
import io.todevice.spec.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI Overlay 1.0 document: amendments to another document, each with a JSONPath that says
 * where.
 *
 * @param name what to call it in messages
 * @param actions its actions, in order
 */
public record Overlay(String name, List<Action> actions) {

  /** An overlay that amends nothing. */
  public static final Overlay NONE = new Overlay("none", List.of());

  /**
   * One amendment.
   *
   * @param target where, as a JSONPath
   * @param update what to merge there; missing where the action only removes
   * @param removes whether to remove what is there
   * @param saidBy a JSONPath of what says the same in a document that needs no amendment; empty
   *     where every document needs it ({@code x-said-by})
   */
  public record Action(String target, JsonNode update, boolean removes, String saidBy) {}

  /** Copies the list. */
  public Overlay {
    actions = List.copyOf(actions);
  }

  /**
   * Reads an overlay.
   *
   * @throws SpecificationException if the file is missing or is no overlay
   */
  public static Overlay read(Path file) {
    String name = file.getFileName().toString();
    if (!Files.exists(file)) {
      throw UnusablePath.noFile(file);
    }
    JsonNode tree = Yaml.read(file, name);
    if (!tree.path("overlay").asText("").startsWith("1.") || !tree.path("actions").isArray()) {
      throw new SpecificationException(
          name, "no OpenAPI Overlay 1.x: 'overlay' and 'actions' are expected");
    }
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < tree.get("actions").size(); i++) {
      JsonNode action = tree.get("actions").get(i);
      boolean removes = action.path("remove").asBoolean(false);
      if (!action.path("target").isTextual() || !(removes || action.has("update"))) {
        throw new SpecificationException(
            name + "#/actions/" + i, "an action has a 'target' and an 'update' or 'remove: true'");
      }
      actions.add(
          new Action(
              action.get("target").textValue(),
              action.path("update"),
              removes,
              action.path("x-said-by").asText("")));
    }
    return new Overlay(name, actions);
  }

  /**
   * Amends the document in place.
   *
   * @return the actions that should have had a target and had none, as places of this overlay
   * @throws SpecificationException if a target is no JSONPath, or an update does not fit what it is
   *     to be merged into
   */
  public List<String> applyTo(ObjectNode document) {
    List<String> idle = new ArrayList<>();
    Targets found = new Targets(document);
    for (int i = 0; i < actions.size(); i++) {
      String place = name + "#/actions/" + i;
      Action action = actions.get(i);
      List<JsonPointer> targets = found.list(action.target(), place);
      if (targets.isEmpty()
          && (action.saidBy().isEmpty() || found.list(action.saidBy(), place).isEmpty())) {
        idle.add(place + " (" + action.target() + ")");
      }
      // From the last to the first, so that removing an element does not move those still to come.
      for (int t = targets.size() - 1; t >= 0; t--) {
        apply(action, document, targets.get(t), place);
        found = new Targets(document);
      }
    }
    return idle;
  }

  /** Finds what paths lead to in a document that does not change. */
  private static final class Targets {

    private final ObjectNode document;
    private final ResolvedView view;
    private @Nullable JsonPaths plain;
    private @Nullable JsonPaths viewed;

    Targets(ObjectNode document) {
      this.document = document;
      this.view = new ResolvedView(document);
    }

    /**
     * A path from the operations on sees their schemas in one piece, so that it is the same however
     * the files share and wrap them; one that descends anywhere ({@code ..}) passes each schema
     * once where it stands.
     */
    List<JsonPointer> list(String path, String place) {
      if (!path.startsWith("$.paths") || path.contains("..")) {
        if (plain == null) {
          plain = new JsonPaths(document);
        }
        return plain.find(path, place);
      }
      if (viewed == null) {
        viewed = new JsonPaths(view.toNode());
      }
      return viewed.find(path, place).stream().map(view::locate).distinct().toList();
    }
  }

  private static void apply(Action action, ObjectNode document, JsonPointer target, String place) {
    if (action.removes()) {
      if (target.matches()) {
        throw new SpecificationException(place, "the whole document cannot be removed");
      }
      remove(document.at(target.head()), target);
      return;
    }
    JsonNode node = document.at(target);
    if (node instanceof ArrayNode array) {
      array.add(action.update().deepCopy());
    } else if (node instanceof ObjectNode object && action.update().isObject()) {
      merge(object, action.update());
    } else {
      throw new SpecificationException(place, "the update does not fit what stands at " + target);
    }
  }

  private static void remove(JsonNode parent, JsonPointer target) {
    if (parent instanceof ObjectNode object) {
      object.remove(target.last().getMatchingProperty());
    } else if (parent instanceof ArrayNode array) {
      array.remove(target.last().getMatchingIndex());
    }
  }

  private static void merge(ObjectNode into, JsonNode update) {
    for (Map.Entry<String, JsonNode> member : update.properties()) {
      JsonNode present = into.get(member.getKey());
      if (present instanceof ObjectNode object && member.getValue().isObject()) {
        merge(object, member.getValue());
      } else if (present instanceof ArrayNode array && member.getValue().isArray()) {
        array.addAll((ArrayNode) member.getValue().deepCopy());
      } else {
        into.set(member.getKey(), member.getValue().deepCopy());
      }
    }
  }
}
