/** Which operation or document of the server stands at a method and a path. */
@NullMarked
package io.todevice.http.route;

import org.jspecify.annotations.NullMarked;
