/**
 * Assembling: many files with references between them become one OpenAPI 3.1 document that holds
 * the served operations and nothing else.
 *
 * <p>May depend on: {@code spec}.
 */
@NullMarked
package io.todevice.spec.assembly;

import org.jspecify.annotations.NullMarked;
