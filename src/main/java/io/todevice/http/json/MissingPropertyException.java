package io.todevice.http.json;

import org.jspecify.annotations.Nullable;

/** A generated model was made without a property that the specification requires. */
public final class MissingPropertyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String property;

  private MissingPropertyException(String property) {
    super("missing property", null, false, false);
    this.property = property;
  }

  /**
   * Checks that a required property is there.
   *
   * @param value the property's value
   * @param property its name in JSON
   * @throws MissingPropertyException if the value is null
   */
  public static void requirePresent(@Nullable Object value, String property) {
    if (value == null) {
      throw new MissingPropertyException(property);
    }
  }

  /** The name of the property in JSON. */
  public String property() {
    return property;
  }
}
