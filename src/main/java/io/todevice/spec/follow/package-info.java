/**
 * {@code spec follow}: the project built and tested from another revision, and one page that says
 * what is left for a person to write.
 *
 * <p>May depend on: {@code text}, {@code spec} and everything below it.
 */
@NullMarked
package io.todevice.spec.follow;

import org.jspecify.annotations.NullMarked;
