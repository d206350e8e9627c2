package io.todevice.proof.threads;

import java.util.List;

/**
 * A key of a request: one device of a user, or {@code *}.
 *
 * @param reached the receivers that it stands for, by number
 */
record Target(String userId, String deviceKey, List<Integer> reached) {}
