-- The tables of a store. bucket is the part of the store that a user belongs to (io.todevice.store.sql.Bucket), and the
-- first column of every key. Times are in milliseconds. Only the column types are SQLite's.

CREATE TABLE store_property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter(name, value) VALUES ('accounts', 0), ('keys', 0), ('life', 0);

-- Every user who has an account or a device.
CREATE TABLE owner (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL,
  has_account INTEGER NOT NULL, password_hash TEXT,
  devices INTEGER NOT NULL DEFAULT 0, last_place INTEGER NOT NULL DEFAULT 0,
  data_position INTEGER NOT NULL DEFAULT 1, push_position INTEGER NOT NULL DEFAULT 0,
  last_backup INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, owner)) WITHOUT ROWID;

CREATE TABLE device (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, device_id TEXT NOT NULL,
  inbox INTEGER NOT NULL, display_name TEXT, place INTEGER NOT NULL,
  PRIMARY KEY (bucket, owner, device_id)) WITHOUT ROWID;

-- One for each incarnation of a device. An ended one stays until its messages and transactions are deleted.
-- Everything up to acked_seq has been passed, everything up to trimmed_seq is deleted.
CREATE TABLE inbox (
  bucket INTEGER NOT NULL, inbox INTEGER NOT NULL, owner TEXT NOT NULL, device_id TEXT NOT NULL,
  last_seq INTEGER NOT NULL DEFAULT 0, acked_seq INTEGER NOT NULL DEFAULT 0, trimmed_seq INTEGER NOT NULL DEFAULT 0,
  messages INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0,
  read_at INTEGER NOT NULL, dormant INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, inbox)) WITHOUT ROWID;

-- content is NULL where several devices of a user got the same, which content(id) keeps once.
CREATE TABLE message (
  bucket INTEGER NOT NULL, inbox INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
  sender TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, shared INTEGER, content BLOB,
  PRIMARY KEY (bucket, inbox, seq));
CREATE INDEX message_sender ON message (sender, at);
CREATE TABLE content (
  bucket INTEGER NOT NULL, id INTEGER NOT NULL, refs INTEGER NOT NULL, text BLOB NOT NULL, PRIMARY KEY (bucket, id));

-- key: 8 bytes of the digest of the event type, and the transaction ID or, if that is longer than 24 bytes, 16 of its digest.
-- inbox: the sender's.
CREATE TABLE txn (
  bucket INTEGER NOT NULL, inbox INTEGER NOT NULL, key BLOB NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (bucket, inbox, key)) WITHOUT ROWID;
CREATE INDEX txn_at ON txn (bucket, inbox, at);

-- place 0: in use; others: given out for its refresh token, in that order, and not used yet.
CREATE TABLE session (
  bucket INTEGER NOT NULL, inbox INTEGER NOT NULL, place INTEGER NOT NULL,
  access BLOB NOT NULL, refresh BLOB, expires INTEGER, PRIMARY KEY (bucket, inbox, place)) WITHOUT ROWID;
CREATE UNIQUE INDEX session_access ON session (access);
CREATE UNIQUE INDEX session_refresh ON session (refresh);

-- What a user takes of what all share, and what all take. size_class: at least the number of bits of weight.
CREATE TABLE usage (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, kind INTEGER NOT NULL,
  bytes INTEGER NOT NULL, weight INTEGER NOT NULL, size_class INTEGER NOT NULL,
  PRIMARY KEY (bucket, owner, kind)) WITHOUT ROWID;
CREATE INDEX usage_class ON usage (kind, size_class);
CREATE TABLE usage_total (kind INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, holders INTEGER NOT NULL);
INSERT INTO usage_total(kind, bytes, holders)
  VALUES (0, 0, 0), (1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0), (5, 0, 0), (6, 0, 0);

CREATE TABLE filter (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, id TEXT NOT NULL, text BLOB NOT NULL, used INTEGER NOT NULL,
  PRIMARY KEY (bucket, owner, id));

CREATE TABLE profile (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, field TEXT NOT NULL, value BLOB NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (bucket, owner, field));

CREATE TABLE account_data (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, type TEXT NOT NULL, content BLOB NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (bucket, owner, type));
CREATE TABLE push_rule (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL,
  is_default INTEGER NOT NULL, is_enabled INTEGER NOT NULL, actions BLOB NOT NULL, conditions BLOB, pattern TEXT,
  PRIMARY KEY (bucket, owner, kind, place));

CREATE TABLE backup (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, number INTEGER NOT NULL, algorithm TEXT NOT NULL,
  auth_data BLOB NOT NULL, key_count INTEGER NOT NULL DEFAULT 0, changes INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (bucket, owner, number));
CREATE TABLE backup_key (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, number INTEGER NOT NULL, room TEXT NOT NULL, session TEXT NOT NULL,
  first_index INTEGER NOT NULL, forwarded INTEGER NOT NULL, verified INTEGER NOT NULL, text BLOB NOT NULL,
  PRIMARY KEY (bucket, owner, number, room, session));

-- Of each device that has published anything. claims: how often a claim has changed the counts.
CREATE TABLE keyring (
  bucket INTEGER NOT NULL, inbox INTEGER NOT NULL, json BLOB, digest TEXT, claims INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, inbox));
CREATE TABLE one_time_key (
  bucket INTEGER NOT NULL, inbox INTEGER NOT NULL, algorithm TEXT NOT NULL, place INTEGER NOT NULL,
  id TEXT NOT NULL, json BLOB NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (bucket, inbox, algorithm, place));
CREATE UNIQUE INDEX one_time_key_id ON one_time_key (bucket, inbox, algorithm, id);
CREATE TABLE fallback_key (
  bucket INTEGER NOT NULL, inbox INTEGER NOT NULL, algorithm TEXT NOT NULL, id TEXT NOT NULL,
  json BLOB NOT NULL, digest TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (bucket, inbox, algorithm));
-- One-time keys handed out lately.
CREATE TABLE claimed_key (
  bucket INTEGER NOT NULL, inbox INTEGER NOT NULL, place INTEGER NOT NULL, algorithm TEXT NOT NULL, id TEXT NOT NULL,
  digest TEXT NOT NULL, PRIMARY KEY (bucket, inbox, place)) WITHOUT ROWID;
CREATE INDEX claimed_key_id ON claimed_key (bucket, inbox, algorithm, id);

-- usage: 0 master, 1 self-signing, 2 user-signing.
CREATE TABLE cross_signing_key (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, usage INTEGER NOT NULL, public_key TEXT NOT NULL,
  json BLOB NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (bucket, owner, usage));
-- bucket: the signer's.
CREATE TABLE signature (
  bucket INTEGER NOT NULL, signer TEXT NOT NULL, owner TEXT NOT NULL, key TEXT NOT NULL, signed_with TEXT NOT NULL,
  digest TEXT NOT NULL, signature TEXT NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (bucket, signer, owner, key, signed_with)) WITHOUT ROWID;
CREATE INDEX signature_place ON signature (bucket, signer, place);

-- The position of the last change of what a user publishes.
CREATE TABLE key_change (
  bucket INTEGER NOT NULL, owner TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (bucket, owner)) WITHOUT ROWID;
CREATE INDEX key_change_position ON key_change (position);
-- bucket: the follower's. place: in the order of asking. noted_at: the last change that this follower alone sees.
CREATE TABLE follow (
  bucket INTEGER NOT NULL, follower TEXT NOT NULL, owner TEXT NOT NULL, place INTEGER NOT NULL,
  noted_at INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (bucket, follower, owner)) WITHOUT ROWID;
CREATE INDEX follow_place ON follow (bucket, follower, place);
CREATE INDEX follow_noted ON follow (bucket, follower, noted_at);
CREATE INDEX follow_owner ON follow (owner);
-- Whom a user has stopped following for lack of room, and when.
CREATE TABLE unfollow (
  bucket INTEGER NOT NULL, follower TEXT NOT NULL, owner TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (bucket, follower, owner)) WITHOUT ROWID;
CREATE INDEX unfollow_position ON unfollow (bucket, follower, position);
