/**
 * The words of the Matrix send-to-device API as types: identifiers, JSON that passes through
 * unchanged, messages, errors.
 *
 * <p>Imports no JAX-RS, no SQL, no Jackson and no generated class.
 */
@NullMarked
package io.todevice.domain;

import org.jspecify.annotations.NullMarked;
