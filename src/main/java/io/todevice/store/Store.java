package io.todevice.store;

/**
 * All that the server remembers. One object, because its parts share transactions: deleting a
 * device takes its inbox, its tokens and its remembered transactions with it in one step.
 *
 * <p>What is done on behalf of a session names the {@link io.todevice.domain.DeviceIncarnation} of
 * the session's device, {@code caller}. Where that has ended nothing is read and nothing changes,
 * and the stage fails with a {@link io.todevice.domain.MatrixException} {@code M_UNKNOWN_TOKEN}
 * (clauses A5, F4); the check and the operation are one step.
 *
 * <p>Every method of every part may be called from any thread, never blocks the caller, and answers
 * through its {@link java.util.concurrent.CompletionStage}: normally for every outcome that its
 * Javadoc names, otherwise exceptionally only where the store itself failed. What a completed stage
 * has reported is visible to every call made after it.
 */
public interface Store extends AutoCloseable {

  /** Users and their password hashes. */
  AccountStore accounts();

  /** Devices and the tokens that speak for them. */
  DeviceStore devices();

  /** Inboxes and remembered transactions. */
  MessageStore messages();

  /** Uploaded sync filters. */
  FilterStore filters();

  /** Public keys for end-to-end encryption. */
  KeyStore keys();

  /** Public profiles. */
  ProfileStore profiles();

  /** Backups of keys. */
  KeyBackupStore keyBackups();

  /** What users keep for their clients. */
  AccountDataStore accountData();

  /** What was given up so far. Does not wait for anything. */
  StoreStatistics statistics();

  /** A few words for the start-up line, for example {@code memory}. */
  String description();

  /** Whether what it holds survives a restart of the process. */
  boolean isDurable();

  /** Releases what the store holds. Calls made afterwards complete exceptionally. */
  @Override
  void close();
}
