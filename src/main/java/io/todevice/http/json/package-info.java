/**
 * Reading and writing bodies: strict about what the specification says, and leaving what passes
 * through as it came.
 *
 * <p>May depend on: {@code domain}. Generated models and {@code http} use it.
 */
@NullMarked
package io.todevice.http.json;

import org.jspecify.annotations.NullMarked;
