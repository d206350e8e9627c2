/**
 * The implementations of the generated interfaces: a mapping each way and nothing else, no business
 * rules. Also the annotations that generated code carries.
 *
 * <p>May depend on: the generated packages {@code io.todevice.api} and {@code io.todevice.model}
 * (only this package and those below it do), {@code http.auth}, {@code service}, {@code domain},
 * {@code validation}, {@code spec.model}.
 */
@NullMarked
package io.todevice.http;

import org.jspecify.annotations.NullMarked;
