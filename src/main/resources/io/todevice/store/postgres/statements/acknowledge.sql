-- Deletes what has been passed in many inboxes. Nobody depends on it: where it is lost with a fail-over, the next
-- acknowledgement does it. So it does not wait for the disk, nor for a standby.
WITH
  passed AS (
    SELECT bucket, inbox, max(seq) AS seq
    FROM unnest(?::smallint[], ?::bigint[], ?::bigint[]) AS a(bucket, inbox, seq) GROUP BY bucket, inbox),
  locked AS (
    SELECT i.bucket, i.inbox, i.acked_seq, greatest(p.seq, i.acked_seq) AS seq
    FROM passed p JOIN inbox i ON i.bucket = p.bucket AND i.inbox = p.inbox
    WHERE i.ended = 0 ORDER BY i.bucket, i.inbox FOR NO KEY UPDATE OF i),
  -- By their place, and not in a join: that would pass over all messages where the planner believes that there are none.
  gone AS (
    DELETE FROM message WHERE ctid = ANY (ARRAY(
      SELECT m.ctid FROM locked l CROSS JOIN LATERAL (
        SELECT ctid FROM message
        WHERE bucket = l.bucket AND inbox = l.inbox AND seq > l.acked_seq AND seq <= l.seq OFFSET 0) m))
    RETURNING bucket, inbox, bytes),
  per_inbox AS (
    SELECT bucket, inbox, max(seq) AS seq, sum(messages) AS messages, sum(bytes)::bigint AS bytes
    FROM (
      SELECT bucket, inbox, seq, 0 AS messages, 0 AS bytes FROM locked
      UNION ALL SELECT bucket, inbox, 0, 1, bytes FROM gone) e
    GROUP BY bucket, inbox),
  raised AS (
    UPDATE inbox i
    SET acked_seq = p.seq, trimmed_seq = p.seq, read_at = ?, messages = i.messages - p.messages, bytes = i.bytes - p.bytes
    FROM per_inbox p
    WHERE i.bucket = p.bucket AND i.inbox = p.inbox),
  total AS (
    UPDATE inbox_total SET bytes = bytes - (SELECT coalesce(sum(bytes), 0) FROM gone)
    WHERE slot = pg_backend_pid() % 64 AND EXISTS (SELECT FROM gone))
SELECT set_config('synchronous_commit', 'off', true)
