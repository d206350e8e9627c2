/**
 * How often something may be done: requests of a device, requests of an address, guesses at a
 * password (clause R3).
 */
@NullMarked
package io.todevice.service.limits;

import org.jspecify.annotations.NullMarked;
