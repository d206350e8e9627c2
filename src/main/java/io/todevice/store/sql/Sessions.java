package io.todevice.store.sql;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.store.DeviceStore;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import io.todevice.store.SessionTokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of devices: for each the one in use, and those that its refresh token was exchanged
 * for and that nobody has used yet ({@link DeviceStore#refresh}).
 */
public final class Sessions {

  /** How many unused sessions are kept. A client seldom repeats a refresh more than once. */
  private static final int MAX_RENEWED = 8;

  private static final String FIND =
      "SELECT i.owner, i.device_id, s.inbox, s.access, s.refresh, s.expires, s.place"
          + " FROM session s JOIN inbox i ON i.bucket = s.bucket AND i.inbox = s.inbox WHERE ";

  private Sessions() {}

  /**
   * A session that a token was found for.
   *
   * @param place 0 for the one in use
   */
  public record Found(Session session, long place) {

    /** Whether it is the one in use, so that using it changes nothing. */
    public boolean isCurrent() {
      return place == 0;
    }

    private static Found read(ResultSet row) throws SQLException {
      DeviceAddress address =
          new DeviceAddress(new UserId(row.getString(1)), new DeviceId(row.getString(2)));
      long expires = row.getLong(6);
      Optional<Instant> expiresAt =
          row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
      byte[] refresh = row.getBytes(5);
      return new Found(
          new Session(
              new DeviceIncarnation(address, row.getLong(3)),
              new SessionTokens(
                  token(row.getBytes(4)),
                  expiresAt,
                  refresh == null ? Optional.empty() : Optional.of(token(refresh)))),
          row.getLong(7));
    }
  }

  /** The session of an access token. */
  public static Optional<Found> findByAccessToken(SqlTransaction tx, TokenHash accessToken)
      throws SQLException {
    return tx.find(FIND + "s.access = ?", Found::read, bytes(accessToken));
  }

  /** The same, and has the one in use kept in memory: every request asks for it. */
  static Optional<Found> findCurrent(SqlTransaction tx, TokenHash accessToken) throws SQLException {
    Optional<Found> found = findByAccessToken(tx, accessToken);
    found
        .filter(Found::isCurrent)
        .ifPresent(current -> tx.remember(CacheKey.session(accessToken), current.session()));
    return found;
  }

  /** The session of an access token, which is from now on the one in use. */
  public static Optional<Session> use(SqlTransaction tx, TokenHash accessToken)
      throws SQLException {
    Optional<Found> found = findByAccessToken(tx, accessToken);
    if (found.isPresent()) {
      use(tx, found.get());
    }
    return found.map(Found::session);
  }

  static Optional<Session> refresh(SqlTransaction tx, TokenHash refreshToken, RenewedTokens renewed)
      throws SQLException {
    Optional<Found> found = tx.find(FIND + "s.refresh = ?", Found::read, bytes(refreshToken));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    use(tx, found.get());
    DeviceIncarnation device = found.get().session().device();
    List<Long> places =
        tx.list(
            "SELECT place FROM session WHERE bucket = ? AND inbox = ? ORDER BY place",
            row -> row.getLong(1),
            device);
    if (places.size() > MAX_RENEWED) {
      end(tx, device, "place = ?", places.get(1));
    }
    return Optional.of(
        add(
            tx,
            device,
            places.get(places.size() - 1) + 1,
            new SessionTokens(
                renewed.accessToken(), renewed.expiresAt(), Optional.of(renewed.refreshToken()))));
  }

  /** Ends all other sessions of the device than this one, unless it is the one in use. */
  private static void use(SqlTransaction tx, Found found) throws SQLException {
    if (found.isCurrent()) {
      return;
    }
    DeviceIncarnation device = found.session().device();
    end(tx, device, "place <> ?", found.place());
    tx.update("UPDATE session SET place = 0 WHERE bucket = ? AND inbox = ?", device);
    tx.forget(CacheKey.session(found.session().accessToken()));
    SqlDevices.changed(tx, device);
  }

  /** Adds a session. Times are kept in milliseconds. */
  static Session add(SqlTransaction tx, DeviceIncarnation device, long place, SessionTokens tokens)
      throws SQLException {
    Optional<Instant> expiresAt =
        tokens.expiresAt().map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    tx.update(
        "INSERT INTO session(bucket, inbox, place, access, refresh, expires)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        device,
        place,
        bytes(tokens.accessToken()),
        tokens.refreshToken().map(Sessions::bytes).orElse(null),
        expiresAt.map(Instant::toEpochMilli).orElse(null));
    return new Session(
        device, new SessionTokens(tokens.accessToken(), expiresAt, tokens.refreshToken()));
  }

  /** Ends all sessions of a device. */
  static void end(SqlTransaction tx, DeviceIncarnation device) throws SQLException {
    end(tx, device, "place >= ?", 0);
  }

  private static void end(SqlTransaction tx, DeviceIncarnation device, String which, long place)
      throws SQLException {
    tx.list(
            "DELETE FROM session WHERE bucket = ? AND inbox = ? AND " + which + " RETURNING access",
            row -> token(row.getBytes(1)),
            device,
            place)
        .forEach(token -> tx.forget(CacheKey.session(token)));
  }

  private static byte[] bytes(TokenHash token) {
    return HexFormat.of().parseHex(token.hex());
  }

  private static TokenHash token(byte[] digest) {
    return new TokenHash(HexFormat.of().formatHex(digest));
  }
}
