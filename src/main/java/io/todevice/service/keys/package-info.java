/** Public keys for end-to-end encryption: publishing, looking up, claiming, cross-signing. */
@NullMarked
package io.todevice.service.keys;

import org.jspecify.annotations.NullMarked;
