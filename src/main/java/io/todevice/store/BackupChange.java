package io.todevice.store;

import io.todevice.domain.KeyBackup;

/** What has become of a change to a backup. */
public sealed interface BackupChange {

  /**
   * It was carried out.
   *
   * @param backup the backup as it is now
   */
  record Done(KeyBackup backup) implements BackupChange {}

  /** There is no such backup. Nothing has changed. */
  record Absent() implements BackupChange {}

  /**
   * Another backup is the current one. Nothing has changed.
   *
   * @param currentVersion its version
   */
  record NotCurrent(String currentVersion) implements BackupChange {}

  /** The user would hold more than {@link UserDataBounds} allow. Nothing has changed. */
  record TooLarge() implements BackupChange {}
}
