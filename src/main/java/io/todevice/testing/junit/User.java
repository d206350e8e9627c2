package io.todevice.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which user a parameter of type {@link io.todevice.testing.Session} is. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface User {

  /** What the test calls the user: the local part of the user ID begins with it. */
  String value();

  /** The device that the user is logged in on. */
  String device() default "DEVICE";
}
