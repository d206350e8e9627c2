/**
 * The sweep: generates and compiles every operation of every file of a directory, and tells what of
 * the schemas Java's types lost. A tool of the build (profile {@code sweep}), not of the server.
 *
 * <p>openapi-generator is called by name, because only the profile has it.
 */
@NullMarked
package io.todevice.sweep;

import org.jspecify.annotations.NullMarked;
