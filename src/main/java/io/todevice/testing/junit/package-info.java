/** A server in tests of JUnit, which the program that has the tests brings along. */
@NullMarked
package io.todevice.testing.junit;

import org.jspecify.annotations.NullMarked;
