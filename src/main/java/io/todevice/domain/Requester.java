package io.todevice.domain;

/**
 * On whose behalf something is done: a device in one of its lives (clause F4), or a user without a
 * device, as application services act.
 */
public sealed interface Requester permits DeviceIncarnation, UserId {

  /** The user. */
  UserId user();
}
