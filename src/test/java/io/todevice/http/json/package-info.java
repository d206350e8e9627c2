/** Tests of reading and writing bodies. */
@NullMarked
package io.todevice.http.json;

import org.jspecify.annotations.NullMarked;
