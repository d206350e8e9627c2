/**
 * The regular expressions of JSON Schema, which are those of ECMA-262, safe for texts of strangers.
 */
@NullMarked
package io.todevice.spec.pattern;

import org.jspecify.annotations.NullMarked;
