package io.todevice.service.sync;

import java.time.Duration;
import java.util.Optional;

/**
 * A sync, as its client asks for it.
 *
 * @param since the {@code next_batch} of the response that the client has dealt with
 * @param timeout how long to wait for a message where there is none; zero and less for not at all
 * @param fullState whether the client wants everything at once: then nothing is waited for
 */
public record SyncRequest(Optional<String> since, Duration timeout, boolean fullState) {}
