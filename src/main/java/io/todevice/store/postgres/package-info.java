/**
 * A store in PostgreSQL, for any number of server processes at once.
 *
 * <p>The processes hold no state that another one needs: what they know of each other they read
 * from the database, and what they say to each other are hints.
 */
@NullMarked
package io.todevice.store.postgres;

import org.jspecify.annotations.NullMarked;
