package io.todevice.store;

/**
 * All that the server remembers. One object, because its parts share transactions: deleting a
 * device takes its inbox, its tokens and its remembered transactions with it in one step.
 *
 * <p>Every method of every part may be called from any thread, never blocks the caller, and answers
 * through its {@link java.util.concurrent.CompletionStage}: normally for every outcome that its
 * Javadoc names, exceptionally only where the store itself failed. What a completed stage has
 * reported is visible to every call made after it.
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

  /** A few words for the start-up line, for example {@code memory}. */
  String description();

  /** Whether what it holds survives a restart of the process. */
  boolean isDurable();

  /** Releases what the store holds. Calls made afterwards complete exceptionally. */
  @Override
  void close();
}
