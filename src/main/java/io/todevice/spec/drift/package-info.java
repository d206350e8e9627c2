/** What changed between two revisions of the specification, and who has to follow. */
@NullMarked
package io.todevice.spec.drift;

import org.jspecify.annotations.NullMarked;
