/**
 * What hostile and broken clients do to a running server, while a well-behaved one is beside them.
 */
@NullMarked
package io.todevice.abuse;

import org.jspecify.annotations.NullMarked;
