package io.todevice.store.sql;

import java.util.List;

/**
 * Tells the devices of a store that was restored from a backup that the keys of everybody may have
 * changed: what has changed since is lost, and so is whom it was of (clause K7).
 */
public final class RestoredKeys {

  /**
   * Raise the position of changes above all that were given out after the backup, and note there a
   * change of each user whom another follows, whether the user has ever published anything or not,
   * and of each user with devices, whose own devices follow them. Who was left before the backup
   * may have been asked for again after it, and is left once more.
   */
  public static final List<String> STATEMENTS =
      List.of(
          "UPDATE counter SET value = value + 1000000000 WHERE name = 'keys'",
          "UPDATE follow SET noted_at = (SELECT value FROM counter WHERE name = 'keys')",
          "UPDATE unfollow SET position = (SELECT value FROM counter WHERE name = 'keys')",
          "INSERT INTO key_change(bucket, owner, position)"
              + " SELECT DISTINCT d.bucket, d.owner, c.value FROM device d, counter c"
              + " WHERE c.name = 'keys'"
              + " ON CONFLICT (bucket, owner) DO UPDATE SET position = excluded.position");

  private RestoredKeys() {}
}
