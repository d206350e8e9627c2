/**
 * What the build runs before the code generator: it takes the specification's files down the whole
 * road to the documents that the server and its generated code are made from.
 *
 * <p>May depend on: {@code text}, {@code spec} and everything below it.
 */
@NullMarked
package io.todevice.spec.build;

import org.jspecify.annotations.NullMarked;
