/** The HTTP endpoint beside the server that only this machine reaches. */
@NullMarked
package io.todevice.admin;

import org.jspecify.annotations.NullMarked;
