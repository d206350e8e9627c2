/**
 * The program's entry, and nothing else.
 *
 * <p>May depend on: {@code cli}, {@code config}, {@code server}.
 */
@NullMarked
package io.todevice;

import org.jspecify.annotations.NullMarked;
