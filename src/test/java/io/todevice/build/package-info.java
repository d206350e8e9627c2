/** Tests that build the project with another specification and run what came out. */
@NullMarked
package io.todevice.build;

import org.jspecify.annotations.NullMarked;
