/**
 * How often something may be done: requests of a device, requests of an address, guesses at a
 * password (clause R3).
 *
 * <p>May depend on: {@code domain}; Caffeine forgets whoever has been quiet.
 */
@NullMarked
package io.todevice.service.limits;

import org.jspecify.annotations.NullMarked;
