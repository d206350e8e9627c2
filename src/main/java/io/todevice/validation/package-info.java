/**
 * Whether what goes over the wire is what the assembled document says: requests and responses
 * against the operations, parameters and schemas (JSON Schema 2020-12) of OpenAPI 3.1.
 *
 * <p>Knows nothing of the server, so that it can look at anyone's requests and responses.
 */
@NullMarked
package io.todevice.validation;

import org.jspecify.annotations.NullMarked;
