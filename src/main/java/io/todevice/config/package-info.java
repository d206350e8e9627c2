/**
 * What an operator decides: immutable, validated settings, and how they are read from options, from
 * a YAML file and from a file of fixed tokens. Secrets are never printed, neither in an error nor
 * by {@code toString}.
 *
 * <p>Knows no command line and nothing of the server that it describes.
 */
@NullMarked
package io.todevice.config;

import org.jspecify.annotations.NullMarked;
