package io.todevice.store.sql;

import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.Watches;
import java.time.InstantSource;

/**
 * The parts of a store on one database, within the same bounds.
 *
 * @param drops what they have given up and refused
 */
public record SqlParts(
    SqlAccounts accounts,
    SqlDevices devices,
    SqlMessages messages,
    SqlFilters filters,
    SqlKeys keys,
    SqlProfiles profiles,
    SqlKeyBackups keyBackups,
    SqlAccountData accountData,
    SqlProperties properties,
    DropCounts drops) {

  /**
   * All parts.
   *
   * @param settings the {@link StorageLimits} bound what they keep
   * @param clock the clock of the database's transactions
   * @param watches whom {@link StoreListener#changed} wakes
   */
  public static SqlParts on(
      Database database, Dialect dialect, Settings settings, InstantSource clock, Watches watches) {
    DropCounts drops = new DropCounts();
    SqlMessages messages =
        new SqlMessages(database, dialect, InboxBounds.of(settings), drops, clock, watches);
    Quota data =
        new Quota(
            Usage.Kind.DATA,
            settings.get(StorageLimits.USER_DATA_SIZE),
            settings.get(StorageLimits.USER_DATA_MEMORY),
            drops.refusedData);
    Quota backups =
        new Quota(
            Usage.Kind.BACKUPS,
            settings.get(StorageLimits.KEY_BACKUP_SIZE),
            settings.get(StorageLimits.KEY_BACKUP_MEMORY),
            drops.refusedData);
    Quota devices =
        new Quota(
            Usage.Kind.DEVICES,
            settings.get(StorageLimits.DEVICES_PER_USER),
            settings.get(StorageLimits.MAX_DEVICES),
            drops.refusedDevices);
    return new SqlParts(
        new SqlAccounts(database),
        new SqlDevices(database, devices, messages.trim()),
        messages,
        new SqlFilters(
            database,
            settings.get(StorageLimits.FILTERS_PER_USER),
            settings.get(StorageLimits.FILTER_MEMORY),
            drops),
        new SqlKeys(
            database,
            settings.get(StorageLimits.ONE_TIME_KEYS_PER_DEVICE),
            settings.get(StorageLimits.FOLLOWED_USERS),
            new KeyRoom(settings.get(StorageLimits.KEY_MEMORY), drops)),
        new SqlProfiles(database, data),
        new SqlKeyBackups(database, backups),
        new SqlAccountData(database, data),
        new SqlProperties(database),
        drops);
  }
}
