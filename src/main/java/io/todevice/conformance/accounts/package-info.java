/**
 * Where the kit's users come from: registered for the run, logged in with passwords, or given as
 * tokens. Depends on {@code conformance.suite} and what that depends on.
 */
@NullMarked
package io.todevice.conformance.accounts;

import org.jspecify.annotations.NullMarked;
