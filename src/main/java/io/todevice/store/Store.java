package io.todevice.store;

import java.util.concurrent.CompletionStage;

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
 * through its {@link CompletionStage}: normally for every outcome that its Javadoc names, otherwise
 * exceptionally only where the store itself failed. There are two such failures: {@link
 * StoreBusyException}, where nothing was done, and {@link StoreUnavailableException}, where
 * everything or nothing was done and nobody knows which. A stage may complete at once or later, on
 * any thread. What a completed stage has reported is visible to every call made after it, on every
 * node that shares the store (clause D8), and as durable as {@link #isDurable} says (clause P1).
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

  /**
   * A property of the store itself that is set once and never changes, whoever comes first: the
   * server's name, for example, and secrets that all nodes have to share.
   *
   * @param value what it is set to where it has no value yet
   * @return its value, which may be another than {@code value}
   */
  CompletionStage<String> ensureProperty(String name, String value);

  /** What this node has given up so far. Does not wait for anything. */
  StoreStatistics statistics();

  /** A few words for the start-up line, for example {@code memory}. */
  String description();

  /** Whether what it holds survives a restart of the process. */
  boolean isDurable();

  /**
   * Releases what this node holds. Finishes what has begun, within a few seconds. Calls made
   * afterwards complete exceptionally.
   */
  @Override
  void close();
}
