package io.todevice.store;

/**
 * A store that can't be opened, for example a damaged file, one of a newer version, or a refused
 * password. Its message is one line for the operator, without the store's address and without a
 * secret. Nothing was changed.
 */
public final class UnusableStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong, and what would be right. */
  public UnusableStoreException(String message) {
    super(message);
  }

  /** The same with what it was found by, for the log. */
  public UnusableStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
