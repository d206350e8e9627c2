package io.todevice.conformance.report;

/**
 * Whether the server has a capability, and how that is known.
 *
 * @param capability the capability
 * @param isPresent whether the server has it
 * @param isDeclared whether somebody said so; otherwise it was detected
 * @param evidence what was said or seen, for example {@code GET /_matrix/client/r0/account/whoami:
 *     200}
 */
public record CapabilityFinding(
    Capability capability, boolean isPresent, boolean isDeclared, String evidence) {}
