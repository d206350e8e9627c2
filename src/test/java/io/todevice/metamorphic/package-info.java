/**
 * Metamorphic tests of the road from the specification to the server: random edits of real files
 * that change nothing on the wire must change no Java, no answer and no finding, and an edit of one
 * facet must give the finding that is due.
 */
@NullMarked
package io.todevice.metamorphic;

import org.jspecify.annotations.NullMarked;
