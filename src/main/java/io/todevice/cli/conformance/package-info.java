/**
 * The commands {@code conformance}, which tests any server, {@code clients}, which tests any
 * client, and {@code compare}, which compares the results.
 */
@NullMarked
package io.todevice.cli.conformance;

import org.jspecify.annotations.NullMarked;
