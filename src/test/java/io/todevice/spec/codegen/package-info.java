/** Tests of normalising. */
@NullMarked
package io.todevice.spec.codegen;

import org.jspecify.annotations.NullMarked;
