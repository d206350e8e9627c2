-- Carries out a batch of send requests in one step. A request has a number within the batch (no), an optional
-- transaction, the parts of its contents, devices that are named and users all of whose other devices are meant.
-- Locks are taken in the same order by every batch: transactions, then inboxes, each ascending.
WITH
  transaction AS (SELECT * FROM unnest(?::int[], ?::smallint[], ?::bigint[], ?::bytea[]) AS t(no, bucket, inbox, key)),
  alive AS (
    SELECT t.* FROM transaction t JOIN inbox i ON i.bucket = t.bucket AND i.inbox = t.inbox WHERE i.ended = 0),
  fresh AS (
    INSERT INTO txn(bucket, inbox, key, at) SELECT bucket, inbox, key, ? FROM alive ORDER BY bucket, inbox, key, no
    ON CONFLICT DO NOTHING RETURNING bucket, inbox, key),
  todo AS (
    SELECT min(a.no) AS no FROM alive a JOIN fresh f USING (bucket, inbox, key) GROUP BY bucket, inbox, key
    UNION ALL SELECT unnest(?::int[])),
  request AS (SELECT * FROM unnest(?::int[], ?::text[], ?::text[]) AS r(no, sender, type)),
  part AS (SELECT * FROM unnest(?::int[], ?::bytea[]) AS p(part, content)),
  named AS (
    SELECT * FROM unnest(?::int[], ?::smallint[], ?::text[], ?::text[], ?::int[]) AS n(no, bucket, owner, device_id, part)),
  everybody AS (SELECT * FROM unnest(?::int[], ?::smallint[], ?::text[], ?::int[]) AS e(no, bucket, owner, part)),
  target AS (
    SELECT n.no, d.bucket, d.inbox, n.part
    FROM named n JOIN device d ON d.bucket = n.bucket AND d.owner = n.owner AND d.device_id = n.device_id
    UNION ALL
    SELECT e.no, d.bucket, d.inbox, e.part
    FROM everybody e JOIN device d ON d.bucket = e.bucket AND d.owner = e.owner
    WHERE NOT EXISTS (
      SELECT FROM named n WHERE n.no = e.no AND n.owner = d.owner AND n.device_id = d.device_id)),
  wanted AS (
    SELECT t.bucket, t.inbox, t.no, p.content, octet_length(p.content) + 160 AS bytes,
      row_number() OVER (PARTITION BY t.bucket, t.inbox ORDER BY t.no) AS place
    FROM target t JOIN todo USING (no) JOIN part p USING (part)),
  per_inbox AS (
    SELECT bucket, inbox, count(*) AS messages, sum(bytes)::bigint AS bytes FROM wanted GROUP BY bucket, inbox),
  locked AS (
    SELECT i.bucket, i.inbox FROM per_inbox p JOIN inbox i ON i.bucket = p.bucket AND i.inbox = p.inbox
    WHERE i.ended = 0 ORDER BY i.bucket, i.inbox FOR NO KEY UPDATE OF i),
  raised AS (
    UPDATE inbox i
    SET last_seq = greatest(i.last_seq, i.acked_seq, (SELECT position_base())) + p.messages,
      messages = i.messages + p.messages, bytes = i.bytes + p.bytes
    FROM locked l JOIN per_inbox p USING (bucket, inbox)
    WHERE i.bucket = l.bucket AND i.inbox = l.inbox
    RETURNING i.bucket, i.inbox, i.last_seq - p.messages AS base, i.owner, i.messages, i.bytes, p.bytes AS more),
  stored AS (
    INSERT INTO message(bucket, inbox, seq, at, sender, type, bytes, content)
    SELECT w.bucket, w.inbox, r.base + w.place, ?, q.sender, q.type, w.bytes, w.content
    FROM raised r JOIN wanted w USING (bucket, inbox) JOIN request q USING (no)),
  total AS (
    UPDATE inbox_total SET bytes = bytes + (SELECT coalesce(sum(more), 0) FROM raised)
    WHERE slot = pg_backend_pid() % 64 AND EXISTS (SELECT FROM raised))
SELECT 'alive', no, NULL::text, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint FROM alive
UNION ALL SELECT 'done', no, NULL, NULL, NULL, NULL, NULL FROM todo
UNION ALL
SELECT 'reached', r.inbox, r.owner, r.messages, r.bytes, r.more, CASE WHEN r.bytes > ? THEN (
    SELECT sum(o.bytes)::bigint FROM device d JOIN inbox o ON o.bucket = d.bucket AND o.inbox = d.inbox
    WHERE d.bucket = r.bucket AND d.owner = r.owner) ELSE 0 END
  FROM raised r
UNION ALL
SELECT 'total', 0, NULL, NULL, (SELECT sum(bytes) FROM inbox_total)::bigint
  + (SELECT bytes FROM usage_total WHERE kind = 0), (SELECT coalesce(sum(more), 0) FROM raised)::bigint, NULL
