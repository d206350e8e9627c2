/** The extension of JUnit, on test classes that are run by tests. */
@NullMarked
package io.todevice.testing.junit;

import org.jspecify.annotations.NullMarked;
