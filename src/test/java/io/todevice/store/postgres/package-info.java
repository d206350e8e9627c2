/** Tests of the store in PostgreSQL, on a server that the tests start. */
@NullMarked
package io.todevice.store.postgres;

import org.jspecify.annotations.NullMarked;
