/** Public keys for end-to-end encryption: publishing, looking up and claiming them. */
@NullMarked
package io.todevice.service.keys;

import org.jspecify.annotations.NullMarked;
