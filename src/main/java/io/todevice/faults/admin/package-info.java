/** The admin API of faults: the implementations of its generated interfaces. */
@NullMarked
package io.todevice.faults.admin;

import org.jspecify.annotations.NullMarked;
