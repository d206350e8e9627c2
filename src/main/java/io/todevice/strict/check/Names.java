package io.todevice.strict.check;

/** Names of fields and parameters that the document does not have. */
final class Names {

  private Names() {}

  /**
   * Whether a name has a namespace, as {@code org.example.thing}: whoever tries something new is to
   * give it such a name, so the document need not have it.
   */
  static boolean isNamespaced(String name) {
    return name.indexOf('.') > 0;
  }
}
