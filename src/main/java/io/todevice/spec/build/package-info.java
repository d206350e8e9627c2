/**
 * What the build runs before the code generator: it takes the specification's files down the whole
 * road to the documents that the server and its generated code are made from.
 */
@NullMarked
package io.todevice.spec.build;

import org.jspecify.annotations.NullMarked;
