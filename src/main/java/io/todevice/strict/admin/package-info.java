/** Where the violations are shown while the server runs: pages of the admin endpoint. */
@NullMarked
package io.todevice.strict.admin;

import org.jspecify.annotations.NullMarked;
