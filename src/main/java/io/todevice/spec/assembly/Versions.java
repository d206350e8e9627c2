package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.model.TokenLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The versions that {@code GET /versions} lists (clause R4), in the extension {@code
 * x-matrix-versions} of the document.
 *
 * <p>What a file or the overlay lists, is listed. Where nothing does, all releases from v1.1 to the
 * document's own are, except those whose clients this document would turn away: the releases before
 * v1.11 name the token in the query only, those from v1.11 on name the header (clause A2).
 */
public final class Versions {

  /** The extension that holds the list. */
  static final String MEMBER = "x-matrix-versions";

  /** The first release whose documents name the {@code Authorization} header. */
  private static final int HEADER_SINCE = 11;

  private static final Pattern RELEASE = Pattern.compile("v?1\\.(\\d{1,4})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

  private Versions() {}

  /**
   * Completes a document, once the overlay has been applied: its revision where the caller names
   * it, and its list of versions.
   *
   * @param revision the name of the revision; empty to leave it to the document
   * @return a line for each listed version whose clients may send their token where an operation
   *     does not take it
   * @throws SpecificationException if the revision is no name, or the list is no list
   */
  public static List<String> complete(ObjectNode document, String revision) {
    if (!revision.isEmpty()) {
      if (!NAME.matcher(revision).matches()) {
        throw new SpecificationException(
            "spec.revision", "'" + revision + "' is no name of a revision, such as v1.8");
      }
      OptionalInt minor = minorOf(revision);
      document
          .withObject("/info")
          .put("version", minor.isPresent() ? "v1." + minor.getAsInt() : revision);
      if (minor.isPresent()) {
        document.remove(MEMBER);
      }
    }
    Tokens tokens = Tokens.of(document);
    if (document.has(MEMBER)) {
      return disagreements(document.get(MEMBER), tokens);
    }
    String own = document.at("/info/version").asText();
    OptionalInt newest = minorOf(own);
    ArrayNode list = document.putArray(MEMBER);
    IntStream.rangeClosed(1, newest.orElse(0))
        .filter(tokens::agreeWith)
        .forEach(minor -> list.add("v1." + minor));
    if (list.isEmpty()) {
      list.add(own);
    }
    return disagreements(list, tokens);
  }

  /** The number behind the point of a release such as {@code v1.8} or {@code 1.8}. */
  static OptionalInt minorOf(String release) {
    Matcher matcher = RELEASE.matcher(release);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  private static List<String> disagreements(JsonNode versions, Tokens tokens) {
    List<String> lines = new ArrayList<>();
    for (JsonNode version : versions) {
      OptionalInt minor = minorOf(version.asText());
      if (minor.isPresent() && !tokens.agreeWith(minor.getAsInt())) {
        lines.add(
            "versions: %s is listed, but not every operation takes the token %s, as that release says"
                .formatted(
                    version.asText(),
                    minor.getAsInt() < HEADER_SINCE ? "in the query" : "in the header"));
      }
    }
    if (!versions.isArray() || versions.isEmpty()) {
      throw new SpecificationException(
          "openapi.yaml#/" + MEMBER, "a list of versions, the newest last, must stand here");
    }
    return lines;
  }

  /** Which places all operations that need a token take it from. */
  private record Tokens(boolean inQuery, boolean inHeader) {

    static Tokens of(ObjectNode document) {
      List<ServedOperation> operations =
          SpecificationDocument.of(document).operations().stream()
              .filter(operation -> !operation.isPublic())
              .toList();
      return new Tokens(
          operations.stream().allMatch(operation -> takes(operation, TokenLocation.Query.class)),
          operations.stream().allMatch(operation -> takes(operation, TokenLocation.Bearer.class)));
    }

    private static boolean takes(
        ServedOperation operation, Class<? extends TokenLocation> location) {
      return operation.security().stream()
          .anyMatch(places -> places.stream().allMatch(location::isInstance));
    }

    boolean agreeWith(int minor) {
      return minor < HEADER_SINCE ? inQuery : inHeader;
    }
  }
}
