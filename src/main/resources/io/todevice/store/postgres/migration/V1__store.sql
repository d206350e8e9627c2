-- The tables of a store. bucket is the part of the store that a user belongs to (io.todevice.store.sql.Bucket), and the
-- first column of every key. Times are in milliseconds. Tables and columns are those of SQLite (io.todevice.store.sql).

CREATE TABLE store_property (name text COLLATE "C" PRIMARY KEY, value text COLLATE "C" NOT NULL);

CREATE TABLE counter (name text COLLATE "C" PRIMARY KEY, value bigint NOT NULL);
INSERT INTO counter(name, value) VALUES ('accounts', 0), ('keys', 0), ('life', 0);

-- Every user who has an account or a device.
CREATE TABLE owner (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL,
  has_account bigint NOT NULL, password_hash text COLLATE "C",
  devices bigint NOT NULL DEFAULT 0, last_place bigint NOT NULL DEFAULT 0,
  data_position bigint NOT NULL DEFAULT 1, push_position bigint NOT NULL DEFAULT 0,
  last_backup bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, owner));

CREATE TABLE device (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, device_id text COLLATE "C" NOT NULL,
  inbox bigint NOT NULL, display_name text COLLATE "C", place bigint NOT NULL,
  PRIMARY KEY (bucket, owner, device_id));

-- One for each incarnation of a device. An ended one stays until its messages and transactions are deleted.
-- Everything up to acked_seq has been passed, everything up to trimmed_seq is deleted.
CREATE TABLE inbox (
  bucket smallint NOT NULL, inbox bigint NOT NULL, owner text COLLATE "C" NOT NULL, device_id text COLLATE "C" NOT NULL,
  last_seq bigint NOT NULL DEFAULT 0, acked_seq bigint NOT NULL DEFAULT 0, trimmed_seq bigint NOT NULL DEFAULT 0,
  messages bigint NOT NULL DEFAULT 0, bytes bigint NOT NULL DEFAULT 0,
  read_at bigint NOT NULL, dormant bigint NOT NULL DEFAULT 0, ended bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, inbox));

-- content is NULL where several devices of a user got the same, which content(id) keeps once.
CREATE TABLE message (
  bucket smallint NOT NULL, inbox bigint NOT NULL, seq bigint NOT NULL, at bigint NOT NULL,
  sender text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, bytes bigint NOT NULL, shared bigint, content bytea,
  PRIMARY KEY (bucket, inbox, seq));
CREATE INDEX message_sender ON message (sender, at);
CREATE TABLE content (
  bucket smallint NOT NULL, id bigint NOT NULL, refs bigint NOT NULL, text bytea NOT NULL, PRIMARY KEY (bucket, id));

-- key: 8 bytes of the digest of the event type, and the transaction ID or, if that is longer than 24 bytes, 16 of its digest.
-- inbox: the sender's.
CREATE TABLE txn (
  bucket smallint NOT NULL, inbox bigint NOT NULL, key bytea NOT NULL, at bigint NOT NULL,
  PRIMARY KEY (bucket, inbox, key));
CREATE INDEX txn_at ON txn (bucket, inbox, at);

-- place 0: in use; others: given out for its refresh token, in that order, and not used yet.
CREATE TABLE session (
  bucket smallint NOT NULL, inbox bigint NOT NULL, place bigint NOT NULL,
  access bytea NOT NULL, refresh bytea, expires bigint, PRIMARY KEY (bucket, inbox, place));
CREATE UNIQUE INDEX session_access ON session (access);
CREATE UNIQUE INDEX session_refresh ON session (refresh);

-- What a user takes of what all share, and what all take. size_class: at least the number of bits of weight.
CREATE TABLE usage (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, kind bigint NOT NULL,
  bytes bigint NOT NULL, weight bigint NOT NULL, size_class bigint NOT NULL,
  PRIMARY KEY (bucket, owner, kind));
CREATE INDEX usage_class ON usage (kind, size_class);
CREATE TABLE usage_total (kind bigint PRIMARY KEY, bytes bigint NOT NULL, holders bigint NOT NULL);
INSERT INTO usage_total(kind, bytes, holders)
  VALUES (0, 0, 0), (1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0), (5, 0, 0), (6, 0, 0);

CREATE TABLE filter (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, text bytea NOT NULL, used bigint NOT NULL,
  PRIMARY KEY (bucket, owner, id));

CREATE TABLE profile (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, field text COLLATE "C" NOT NULL, value bytea NOT NULL, place bigint NOT NULL,
  PRIMARY KEY (bucket, owner, field));

CREATE TABLE account_data (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, content bytea NOT NULL, position bigint NOT NULL,
  PRIMARY KEY (bucket, owner, type));
CREATE TABLE push_rule (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, place bigint NOT NULL, id text COLLATE "C" NOT NULL,
  is_default bigint NOT NULL, is_enabled bigint NOT NULL, actions bytea NOT NULL, conditions bytea, pattern text COLLATE "C",
  PRIMARY KEY (bucket, owner, kind, place));

CREATE TABLE backup (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, number bigint NOT NULL, algorithm text COLLATE "C" NOT NULL,
  auth_data bytea NOT NULL, key_count bigint NOT NULL DEFAULT 0, changes bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0, PRIMARY KEY (bucket, owner, number));
CREATE TABLE backup_key (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, number bigint NOT NULL, room text COLLATE "C" NOT NULL, session text COLLATE "C" NOT NULL,
  first_index bigint NOT NULL, forwarded bigint NOT NULL, verified bigint NOT NULL, text bytea NOT NULL,
  PRIMARY KEY (bucket, owner, number, room, session));

-- Of each device that has published anything. claims: how often a claim has changed the counts.
CREATE TABLE keyring (
  bucket smallint NOT NULL, inbox bigint NOT NULL, json bytea, digest text COLLATE "C", claims bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, inbox));
CREATE TABLE one_time_key (
  bucket smallint NOT NULL, inbox bigint NOT NULL, algorithm text COLLATE "C" NOT NULL, place bigint NOT NULL,
  id text COLLATE "C" NOT NULL, json bytea NOT NULL, digest text COLLATE "C" NOT NULL, PRIMARY KEY (bucket, inbox, algorithm, place));
CREATE UNIQUE INDEX one_time_key_id ON one_time_key (bucket, inbox, algorithm, id);
CREATE TABLE fallback_key (
  bucket smallint NOT NULL, inbox bigint NOT NULL, algorithm text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
  json bytea NOT NULL, digest text COLLATE "C" NOT NULL, used bigint NOT NULL, PRIMARY KEY (bucket, inbox, algorithm));
-- One-time keys handed out lately.
CREATE TABLE claimed_key (
  bucket smallint NOT NULL, inbox bigint NOT NULL, place bigint NOT NULL, algorithm text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL, PRIMARY KEY (bucket, inbox, place));
CREATE INDEX claimed_key_id ON claimed_key (bucket, inbox, algorithm, id);

-- usage: 0 master, 1 self-signing, 2 user-signing.
CREATE TABLE cross_signing_key (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, usage bigint NOT NULL, public_key text COLLATE "C" NOT NULL,
  json bytea NOT NULL, digest text COLLATE "C" NOT NULL, PRIMARY KEY (bucket, owner, usage));
-- bucket: the signer's.
CREATE TABLE signature (
  bucket smallint NOT NULL, signer text COLLATE "C" NOT NULL, owner text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, signed_with text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL, signature text COLLATE "C" NOT NULL, place bigint NOT NULL,
  PRIMARY KEY (bucket, signer, owner, key, signed_with));
CREATE INDEX signature_place ON signature (bucket, signer, place);

-- The position of the last change of what a user publishes.
CREATE TABLE key_change (
  bucket smallint NOT NULL, owner text COLLATE "C" NOT NULL, position bigint NOT NULL, PRIMARY KEY (bucket, owner));
CREATE INDEX key_change_position ON key_change (position);
-- bucket: the follower's. place: in the order of asking. noted_at: the last change that this follower alone sees.
CREATE TABLE follow (
  bucket smallint NOT NULL, follower text COLLATE "C" NOT NULL, owner text COLLATE "C" NOT NULL, place bigint NOT NULL,
  noted_at bigint NOT NULL DEFAULT 0, PRIMARY KEY (bucket, follower, owner));
CREATE INDEX follow_place ON follow (bucket, follower, place);
CREATE INDEX follow_noted ON follow (bucket, follower, noted_at);
CREATE INDEX follow_owner ON follow (owner);
-- Whom a user has stopped following for lack of room, and when.
CREATE TABLE unfollow (
  bucket smallint NOT NULL, follower text COLLATE "C" NOT NULL, owner text COLLATE "C" NOT NULL, position bigint NOT NULL,
  PRIMARY KEY (bucket, follower, owner));
CREATE INDEX unfollow_position ON unfollow (bucket, follower, position);

-- What follows is PostgreSQL's alone.

-- Every message and every acknowledgement updates an inbox: room for the new version on the same page, and no index on
-- what changes, keep these updates off the indices.
ALTER TABLE inbox SET (fillfactor = 60);
-- Contents are JSON that is encrypted, which does not get smaller; those of the usual size stay beside their message.
ALTER TABLE message ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE message SET (toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE txn SET (autovacuum_vacuum_scale_factor = 0.02);

-- What waits in all inboxes, in parts, so that those who send at the same time do not wait for one row: the sum counts.
CREATE TABLE inbox_total (slot smallint PRIMARY KEY, bytes bigint NOT NULL) WITH (fillfactor = 20);
INSERT INTO inbox_total SELECT slot, 0 FROM generate_series(0, 63) AS slot;

-- Which copy of the tables this is. Where they were restored somewhere else, positions go on above all before.
CREATE TABLE epoch (identity text NOT NULL, number bigint NOT NULL);
INSERT INTO epoch SELECT system_identifier || '/' || 'inbox'::regclass::oid, 0 FROM pg_control_system();

-- Positions that a promoted standby gives out are above all that its primary gave out, also those that it never heard of:
-- each promotion begins a timeline. epoch: its number. Fails on a standby. Statements contain this expression instead of a
-- call, as it is VOLATILE, like what it calls, and reads no table; a call would be parsed and planned with each statement.
CREATE FUNCTION position_base(epoch bigint) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT (('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint - 1 + epoch) << 32
$$;
