/**
 * Normalising: the assembled document said again in the small part of OpenAPI that the code
 * generator turns into exact Java types.
 */
@NullMarked
package io.todevice.spec.codegen;

import org.jspecify.annotations.NullMarked;
