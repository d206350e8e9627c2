/** What users do with their devices: list, rename, delete. */
@NullMarked
package io.todevice.service.device;

import org.jspecify.annotations.NullMarked;
