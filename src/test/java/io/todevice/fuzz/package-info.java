/**
 * Fuzz targets. Without {@code JAZZER_FUZZ} they run over their seeds, like any test; docs/abuse.md
 * says how to let them look for more.
 */
@NullMarked
package io.todevice.fuzz;

import org.jspecify.annotations.NullMarked;
