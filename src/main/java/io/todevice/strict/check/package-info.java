/**
 * The checks: what of an exchange violates which rule. Knows requests and answers as values, and no
 * HTTP server. One thread at a time.
 */
@NullMarked
package io.todevice.strict.check;

import org.jspecify.annotations.NullMarked;
