package io.todevice.http.call;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * The request body of an operation. A subclass says by its type argument what the body is read
 * into. Immutable.
 *
 * @param <T> the type
 */
public abstract class BodyType<T> {

  private final Type type =
      ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];

  private final boolean isRequired;

  /**
   * A body.
   *
   * @param isRequired whether a request without one is an error
   */
  protected BodyType(boolean isRequired) {
    this.isRequired = isRequired;
  }

  /** The type that the body is read into. */
  public final Type type() {
    return type;
  }

  /** Whether a request without a body is an error. */
  public final boolean isRequired() {
    return isRequired;
  }
}
