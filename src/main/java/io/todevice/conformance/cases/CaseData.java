package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * An entry of a data file: a mapping with an {@code id} and members that the cases made of it know.
 * What is wrong in a file is said with its name and the entry.
 */
final class CaseData {

  private final String place;
  private final JsonNode entry;

  private CaseData(String place, JsonNode entry) {
    this.place = place;
    this.entry = entry;
  }

  /**
   * The entries of a file beside this class.
   *
   * @param members what an entry may hold beside {@code id}
   * @throws IllegalStateException if the file is wrong
   */
  static List<CaseData> list(String file, String... members) {
    try (InputStream in = CaseData.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + ": the file is not there");
      }
      return parse(file, in.readAllBytes(), members);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** The entries of a file's bytes; the same otherwise. */
  static List<CaseData> parse(String file, byte[] bytes, String... members) {
    JsonNode tree = tree(file, bytes);
    if (!tree.isArray() || tree.isEmpty()) {
      throw new IllegalStateException(file + ": is no list of entries");
    }
    Set<String> seen = new HashSet<>();
    List<CaseData> entries = new ArrayList<>();
    for (JsonNode each : tree) {
      CaseData numbered = new CaseData(file + ", entry " + (entries.size() + 1), each);
      CaseData named = new CaseData(file + ", entry " + numbered.text("id"), each);
      named.refuseOthers(Set.of(members));
      if (!seen.add(named.id())) {
        throw named.wrong("is there twice");
      }
      entries.add(named);
    }
    return List.copyOf(entries);
  }

  private static JsonNode tree(String file, byte[] bytes) {
    try {
      return Yaml.parse(bytes, file);
    } catch (SpecificationException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private void refuseOthers(Set<String> members) {
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("id") && !members.contains(name)) {
        throw wrong("nobody knows the member " + name);
      }
    }
  }

  /** What it is called. */
  String id() {
    return text("id");
  }

  /** A text that must be there; it may be empty. */
  String text(String member) {
    JsonNode value = entry.path(member);
    if (!value.isTextual()) {
      throw wrong(member + " must be a text");
    }
    return value.textValue();
  }

  /** The texts of a list; none if there is no list. */
  List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : listOf(member)) {
      if (!value.isTextual()) {
        throw wrong(member + " must be a list of texts");
      }
      texts.add(value.textValue());
    }
    return texts;
  }

  /** The statuses of a list; none if there is no list. */
  int[] statuses(String member) {
    List<Integer> statuses = new ArrayList<>();
    for (JsonNode value : listOf(member)) {
      if (!value.isInt() || value.intValue() < 200 || value.intValue() > 599) {
        throw wrong(member + " must be a list of statuses");
      }
      statuses.add(value.intValue());
    }
    return statuses.stream().mapToInt(Integer::intValue).toArray();
  }

  private JsonNode listOf(String member) {
    JsonNode value = entry.path(member);
    if (!value.isMissingNode() && !value.isArray()) {
      throw wrong(member + " must be a list");
    }
    return value;
  }

  /** Says that it cannot be made use of. */
  IllegalStateException wrong(String reason) {
    return new IllegalStateException(place + ": " + reason);
  }
}
