package io.todevice.config;

/**
 * How much is kept of accounts.
 *
 * @param accounts how many there may be before registering is refused, 1 to 100,000,000
 * @param devicesPerUser how many devices one user may be logged in on, 1 to 100,000
 * @param filtersPerUser how many filters are kept for one user, 1 to 10,000
 */
public record AccountLimits(int accounts, int devicesPerUser, int filtersPerUser) {

  static final ValueType<Integer> ACCOUNTS = ValueTypes.wholeNumber("COUNT", 1, 100_000_000);
  static final ValueType<Integer> DEVICES = ValueTypes.wholeNumber("COUNT", 1, 100_000);
  static final ValueType<Integer> FILTERS = ValueTypes.wholeNumber("COUNT", 1, 10_000);

  /** 100,000 accounts, 1,000 devices, 100 filters. */
  public static final AccountLimits DEFAULT = new AccountLimits(100_000, 1_000, 100);

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public AccountLimits {
    ACCOUNTS.check("max-accounts", accounts);
    DEVICES.check("devices-per-user", devicesPerUser);
    FILTERS.check("filters-per-user", filtersPerUser);
  }
}
