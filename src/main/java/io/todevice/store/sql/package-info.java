/**
 * The statements that the stores on SQL databases share: each class is one part of a {@link
 * io.todevice.store.Store}, written once, and runs on whichever {@link
 * io.todevice.store.sql.Database} an engine brings.
 */
@NullMarked
package io.todevice.store.sql;

import org.jspecify.annotations.NullMarked;
