package io.todevice.strict.check;

/** Names of fields and parameters that the document does not have. */
final class Names {

  private static final int MAX_LENGTH = 64;

  private Names() {}

  /**
   * Whether a name has a namespace, as {@code org.example.thing}: whoever tries something new is to
   * give it such a name, so the document need not have it.
   */
  static boolean isNamespaced(String name) {
    return name.indexOf('.') > 0;
  }

  /** The name in quotes, cut where it is long. */
  static String show(String name) {
    return "'" + (name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "...") + "'";
  }
}
