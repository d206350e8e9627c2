/** What a journal holds, as people and programs read it. */
@NullMarked
package io.todevice.strict.report;

import org.jspecify.annotations.NullMarked;
