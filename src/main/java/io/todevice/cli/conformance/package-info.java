/**
 * The command {@code conformance}, which tests any server and starts none.
 *
 * <p>May depend on: {@code cli}, {@code config}, {@code conformance.*}, {@code spec}.
 */
@NullMarked
package io.todevice.cli.conformance;

import org.jspecify.annotations.NullMarked;
