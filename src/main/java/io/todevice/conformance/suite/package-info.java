/**
 * What a case is made of: users and devices to act with, requests, and expectations of what comes.
 * Depends on {@code conformance.client} and {@code conformance.report}, and on {@code spec} for the
 * document.
 */
@NullMarked
package io.todevice.conformance.suite;

import org.jspecify.annotations.NullMarked;
