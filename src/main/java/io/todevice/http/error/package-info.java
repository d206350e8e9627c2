/**
 * Errors as clients see them: the one place that builds the Matrix error envelope, and the mapping
 * of everything that a request can throw to it.
 *
 * <p>Knows JAX-RS and Jackson only as far as their exceptions go.
 */
@NullMarked
package io.todevice.http.error;

import org.jspecify.annotations.NullMarked;
