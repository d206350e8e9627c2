/**
 * The commands {@code conformance}, which tests any server, and {@code clients}, which tests any
 * client.
 */
@NullMarked
package io.todevice.cli.conformance;

import org.jspecify.annotations.NullMarked;
