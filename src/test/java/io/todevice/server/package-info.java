/** The whole server over real HTTP, clause by clause. */
@NullMarked
package io.todevice.server;

import org.jspecify.annotations.NullMarked;
