/** Messages and documents, small and made up. */
@NullMarked
package io.todevice.validation;

import org.jspecify.annotations.NullMarked;
