/** What the audit of lost structure finds. */
@NullMarked
package io.todevice.spec.audit;

import org.jspecify.annotations.NullMarked;
