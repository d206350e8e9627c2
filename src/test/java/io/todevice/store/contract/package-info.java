/**
 * What every store guarantees, written once. A backend's test class implements {@link
 * io.todevice.store.contract.StoreContract} and says only how to set the backend up.
 *
 * <p>The names of the tests cite the clauses of the behaviour they hold; a test without one holds a
 * promise of the interfaces' Javadoc.
 */
@NullMarked
package io.todevice.store.contract;

import org.jspecify.annotations.NullMarked;
