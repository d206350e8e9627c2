package io.todevice.http.call;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the specification said of the operation when its interface was generated. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {

  /** The {@code operationId}. */
  String id();

  /**
   * The alternatives of the security requirement, each the names of its schemes joined by {@code
   * and}; an empty name where a token is optional; nothing where the operation is public. What
   * holds at run time is the assembled document, which a test compares with this.
   */
  String[] security();
}
