/** What JAX-RS needs to read and write the bodies of requests and answers. */
@NullMarked
package io.todevice.http.jersey;

import org.jspecify.annotations.NullMarked;
