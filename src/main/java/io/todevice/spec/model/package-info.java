/**
 * The one reader of the assembled document: its operations, where their tokens stand, their paths,
 * parameters, bodies, responses and schemas. Everything that asks the document asks here.
 */
@NullMarked
package io.todevice.spec.model;

import org.jspecify.annotations.NullMarked;
