/**
 * Servers that are wrong on purpose: a proxy that stands before a server and changes what goes to
 * and fro by rules. Without a rule it passes every byte as it is.
 */
@NullMarked
package io.todevice.faults;

import org.jspecify.annotations.NullMarked;
