/** Tests of what the pages for readers show. */
@NullMarked
package io.todevice.docs;

import org.jspecify.annotations.NullMarked;
