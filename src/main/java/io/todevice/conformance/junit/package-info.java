/**
 * The kit as tests of JUnit 5 that another project extends. The only package that knows JUnit,
 * which that project brings along.
 */
@NullMarked
package io.todevice.conformance.junit;

import org.jspecify.annotations.NullMarked;
