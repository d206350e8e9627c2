/** The command {@code store}: looks after the file of a store. */
@NullMarked
package io.todevice.cli.store;

import org.jspecify.annotations.NullMarked;
