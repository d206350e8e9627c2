/** Assertions about a server in tests, for those who use AssertJ, which they bring along. */
@NullMarked
package io.todevice.testing.assertj;

import org.jspecify.annotations.NullMarked;
