/**
 * Tests of what lies between the specification's files and the code generator, and what they share.
 */
@NullMarked
package io.todevice.spec;

import org.jspecify.annotations.NullMarked;
