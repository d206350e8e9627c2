/**
 * The implementations of the generated interfaces: a mapping each way and nothing else, no business
 * rules. Also the annotations that generated code carries.
 */
@NullMarked
package io.todevice.http;

import org.jspecify.annotations.NullMarked;
