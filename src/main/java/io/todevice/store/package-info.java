/**
 * What a store must keep, and the guarantees it gives. Every implementation passes the one contract
 * suite of {@code io.todevice.store.contract} in the tests.
 */
@NullMarked
package io.todevice.store;

import org.jspecify.annotations.NullMarked;
