package io.todevice.conformance.report;

/**
 * Whether what is under test has an ability, and how that is known.
 *
 * @param capability the ability
 * @param isPresent whether it is there
 * @param isDeclared whether somebody said so; otherwise it was detected
 * @param evidence what was said or seen, for example {@code GET /_matrix/client/r0/account/whoami:
 *     200}
 */
public record CapabilityFinding(
    Ability capability, boolean isPresent, boolean isDeclared, String evidence) {}
