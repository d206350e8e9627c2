/**
 * The road from the specification's files to the one document that the server is built from and
 * runs by: assembling, the overlay, normalising for the code generator, and the document as the
 * server reads it at run time.
 *
 * <p>Knows OpenAPI and nothing of HTTP servers, stores or Matrix; its operations could be anyone's.
 * May depend on: nothing of this project. It is compiled before everything else, because the rest
 * is generated with it.
 */
@NullMarked
package io.todevice.spec;

import org.jspecify.annotations.NullMarked;
