/**
 * A store in one SQLite file, for one server process: one writer commits many works at once, and a
 * few connections read.
 */
@NullMarked
package io.todevice.store.sqlite;

import org.jspecify.annotations.NullMarked;
