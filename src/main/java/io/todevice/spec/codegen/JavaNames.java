package io.todevice.spec.codegen;

import io.todevice.spec.Names;
import io.todevice.text.Sha256;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Java names for names of the specification. Names that differ on the wire differ in Java too, also
 * where case does not count, as in the names of files; which one a name gets does not depend on the
 * order of the others.
 */
final class JavaNames {

  /** So that no class file of a nested type exceeds the 255 bytes of common file systems. */
  static final int MAX_LENGTH = 100;

  /** The most parameters that a constructor, and so a record, can have. */
  static final int MAX_PARAMETERS = 254;

  /** Java's keywords, and what no component of a record or accessor can be called. */
  private static final Set<String> UNUSABLE =
      Set.of(
          """
          abstract assert boolean break byte case catch char class const continue default
          do double else enum extends final finally float for goto if implements import
          instanceof int interface long native new package private protected public return
          short static strictfp super switch synchronized this throw throws transient try
          void volatile while true false null
          builder clone finalize getclass hashcode notify notifyall tostring wait yield record var
          """
              .split("\\s+"));

  private JavaNames() {}

  /**
   * A name for each name of the wire, in the same order.
   *
   * @param taken names that none of them may have
   */
  static Map<String, String> membersOf(List<String> wireNames, Set<String> taken) {
    Set<String> used = new HashSet<>();
    taken.forEach(name -> used.add(folded(name)));
    Map<String, String> names = new LinkedHashMap<>();
    // Of names that are one in Java, the plain one belongs to that in Matrix's usual style.
    wireNames.stream()
        .sorted(Comparator.comparing(JavaNames::isUnusual).thenComparing(name -> name))
        .forEach(name -> names.put(name, unique(member(name), name, used)));
    Map<String, String> ordered = new LinkedHashMap<>();
    wireNames.forEach(name -> ordered.put(name, names.getOrDefault(name, "")));
    return ordered;
  }

  /**
   * A name that no other has, remembered as used: with a digest behind it where it is used already
   * or too long.
   *
   * @param source what the name stands for, different for all that may get the same name
   * @param used the folded names that are used
   */
  static String unique(String name, String source, Set<String> used) {
    if (name.length() <= MAX_LENGTH && used.add(folded(name))) {
      return name;
    }
    String digest = Sha256.hex(source);
    String head = name.substring(0, Math.min(name.length(), MAX_LENGTH - 20));
    for (int digits = 4; digits < digest.length(); digits++) {
      String candidate = head + "X" + digest.substring(0, digits);
      if (used.add(folded(candidate))) {
        return candidate;
      }
    }
    throw new IllegalStateException("two places with the digest " + digest);
  }

  /** The name of the class for an operation, to which more is added. */
  static String ofOperation(String operationId) {
    String name = Names.pascalCase(operationId);
    if (name.isEmpty()) {
      name = "Operation" + Sha256.hex(operationId).substring(0, 8);
    }
    return unique(name, operationId, new HashSet<>());
  }

  /** A name with another initial. */
  static String upperFirst(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** A name of a method or a variable for one of a class. */
  static String lowerFirst(String name) {
    String lower = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return UNUSABLE.contains(folded(lower)) ? lower + "Value" : lower;
  }

  private static String member(String wireName) {
    String name = Names.pascalCase(wireName);
    return name.isEmpty() ? "property" + Sha256.hex(wireName).substring(0, 4) : lowerFirst(name);
  }

  private static boolean isUnusual(String wireName) {
    return !wireName.matches("[a-z0-9]+(_[a-z0-9]+)*");
  }

  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
