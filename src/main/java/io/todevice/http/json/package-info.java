/**
 * Reading and writing bodies: strict about what the specification says, and leaving what passes
 * through as it came.
 *
 * <p>Generated models and {@code http} use it.
 */
@NullMarked
package io.todevice.http.json;

import org.jspecify.annotations.NullMarked;
