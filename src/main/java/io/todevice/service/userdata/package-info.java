/** What users keep on the server: account data for their clients, and their public profiles. */
@NullMarked
package io.todevice.service.userdata;

import org.jspecify.annotations.NullMarked;
