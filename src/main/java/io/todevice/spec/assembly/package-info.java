/**
 * Assembling: many files with references between them become one OpenAPI 3.1 document that holds
 * the served operations and nothing else.
 */
@NullMarked
package io.todevice.spec.assembly;

import org.jspecify.annotations.NullMarked;
