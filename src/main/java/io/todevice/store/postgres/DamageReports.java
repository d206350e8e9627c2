package io.todevice.store.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what the database finds damaged, each place once an hour: clients repeat what fails. Safe
 * for use by many threads.
 */
final class DamageReports {

  private static final Logger LOG = LoggerFactory.getLogger(DamageReports.class);
  private static final int REMEMBERED = 1_000;

  private static final Cache<String, Boolean> SILENT =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(Duration.ofHours(1)).build();

  private DamageReports() {}

  /** Logs where the damage is, as the database says it. */
  static void report(SQLException failure) {
    String place = String.valueOf(failure.getMessage());
    if (SILENT.asMap().putIfAbsent(place, true) == null) {
      LOG.error("The database is damaged; what needs it is answered 503: {}", place);
    }
  }
}
