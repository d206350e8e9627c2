/**
 * Where the kit's users come from: registered for the run, logged in with passwords, or given as
 * tokens.
 */
@NullMarked
package io.todevice.conformance.accounts;

import org.jspecify.annotations.NullMarked;
