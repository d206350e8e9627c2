package io.todevice.store.sql;

import io.todevice.domain.KeyId;
import io.todevice.domain.KeySignature;
import io.todevice.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The signatures that users have added to keys. */
final class Signatures {

  private static final String COLUMNS = "owner, key, digest, signer, signed_with, signature";

  private Signatures() {}

  /** The signatures by one user on keys of another, or of the same. */
  static List<KeySignature> list(SqlTransaction tx, UserId signer, UserId owner)
      throws SQLException {
    return tx.list(
        "SELECT " + COLUMNS + " FROM signature WHERE bucket = ? AND signer = ? AND owner = ?",
        Signatures::read,
        signer,
        owner.value());
  }

  /** Keeps a signature, and returns whether it was not there. */
  static boolean put(SqlTransaction tx, KeySignature signature) throws SQLException {
    UserId signer = signature.signer();
    Optional<KeySignature> before =
        tx.find(
            "SELECT "
                + COLUMNS
                + " FROM signature WHERE bucket = ? AND signer = ? AND owner = ? AND key = ?"
                + " AND signed_with = ?",
            Signatures::read,
            signer,
            signature.owner().value(),
            signature.key(),
            signature.signedWith().toString());
    if (before.isPresent() && before.get().equals(signature)) {
      return false;
    }
    tx.update(
        "INSERT INTO signature(bucket, signer, owner, key, signed_with, digest, signature, place)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM signature"
            + " WHERE bucket = ? AND signer = ?))"
            + " ON CONFLICT (bucket, signer, owner, key, signed_with) DO UPDATE SET"
            + " digest = excluded.digest, signature = excluded.signature",
        signer,
        signature.owner().value(),
        signature.key(),
        signature.signedWith().toString(),
        signature.digest(),
        signature.signature(),
        signer);
    count(tx, signer, bytes(signature) - before.map(Signatures::bytes).orElse(0L));
    return true;
  }

  /** Drops the signature added first; returns what became free. */
  static long dropOldest(SqlTransaction tx, UserId signer) throws SQLException {
    long freed =
        tx.find(
                "DELETE FROM signature WHERE bucket = ? AND signer = ? AND place = (SELECT place"
                    + " FROM signature WHERE bucket = ? AND signer = ? ORDER BY place LIMIT 1)"
                    + " RETURNING "
                    + COLUMNS,
                row -> bytes(read(row)),
                signer,
                signer)
            .orElse(0L);
    count(tx, signer, -freed);
    return freed;
  }

  private static void count(SqlTransaction tx, UserId signer, long bytes) throws SQLException {
    Usage.add(tx, Usage.Kind.KEYS, SqlDevices.owner(signer), bytes, bytes);
  }

  private static long bytes(KeySignature signature) {
    return CrossSigning.OVERHEAD_BYTES + signature.key().length() + signature.signature().length();
  }

  private static KeySignature read(ResultSet row) throws SQLException {
    String signedWith = row.getString(5);
    return new KeySignature(
        new UserId(row.getString(1)),
        row.getString(2),
        row.getString(3),
        new UserId(row.getString(4)),
        KeyId.find(signedWith)
            .orElseThrow(() -> new SQLException("a signature's key has no valid name")),
        row.getString(6));
  }
}
