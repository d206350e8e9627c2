-- Carries out a batch of send requests in one step. A request has a number within the batch (no), an optional
-- transaction, devices that are named and users all of whose other devices are meant, each with its content.
-- Locks are taken in the same order by every batch: transactions, then inboxes, each ascending.
-- What belongs together is looked up by hash (IN … IS TRUE) or carried along in arrays. In joins of these few rows the
-- planner takes nested loops, which pass over a hundred rows a hundred times.
-- The result: requests whose sender's device exists, requests that are carried out, inboxes that have got messages, those of
-- them that exceed a bound, their owners that do (asked for where one inbox has much), and what all inboxes hold.
WITH
  transaction AS (SELECT * FROM unnest(?::int[], ?::smallint[], ?::bigint[], ?::bytea[]) AS t(no, bucket, inbox, key)),
  alive AS (
    SELECT t.* FROM transaction t JOIN inbox i ON i.bucket = t.bucket AND i.inbox = t.inbox WHERE i.ended = 0),
  fresh AS (
    INSERT INTO txn(bucket, inbox, key, at) SELECT bucket, inbox, key, ? FROM alive ORDER BY bucket, inbox, key, no
    ON CONFLICT DO NOTHING RETURNING bucket, inbox, key),
  todo AS (
    SELECT min(no) AS no FROM alive
    WHERE ((bucket, inbox, key) IN (SELECT bucket, inbox, key FROM fresh)) IS TRUE GROUP BY bucket, inbox, key
    UNION ALL SELECT unnest(?::int[])),
  named AS NOT MATERIALIZED (
    SELECT * FROM unnest(?::int[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
      AS n(no, bucket, owner, device_id, sender, type, content)),
  everybody AS (
    SELECT * FROM unnest(?::int[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::bytea[])
      AS e(no, bucket, owner, sender, type, content)),
  target AS (
    SELECT n.no, d.bucket, d.inbox, n.sender, n.type, n.content
    FROM named n JOIN device d ON d.bucket = n.bucket AND d.owner = n.owner AND d.device_id = n.device_id
    WHERE (n.no IN (SELECT no FROM todo)) IS TRUE
    UNION ALL
    SELECT e.no, d.bucket, d.inbox, e.sender, e.type, e.content
    FROM everybody e JOIN device d ON d.bucket = e.bucket AND d.owner = e.owner
    WHERE (e.no IN (SELECT no FROM todo)) IS TRUE
      AND ((e.no, d.owner, d.device_id) IN (SELECT no, owner, device_id FROM named)) IS NOT TRUE),
  per_inbox AS (
    SELECT bucket, inbox, count(*) AS messages, sum(octet_length(content) + 160)::bigint AS bytes,
      array_agg(sender) AS senders, array_agg(type) AS types, array_agg(content) AS contents
    FROM (SELECT * FROM target ORDER BY bucket, inbox, no) t GROUP BY bucket, inbox),
  locked AS (
    SELECT i.bucket, i.inbox, p.messages, p.bytes, p.senders, p.types, p.contents
    FROM per_inbox p JOIN inbox i ON i.bucket = p.bucket AND i.inbox = p.inbox
    WHERE i.ended = 0 ORDER BY i.bucket, i.inbox FOR NO KEY UPDATE OF i),
  raised AS (
    UPDATE inbox i
    SET last_seq = greatest(i.last_seq, i.acked_seq, (SELECT position_base(number) FROM epoch)) + l.messages,
      messages = i.messages + l.messages, bytes = i.bytes + l.bytes
    FROM locked l
    WHERE i.bucket = l.bucket AND i.inbox = l.inbox
    RETURNING i.bucket, i.inbox, i.last_seq - l.messages AS base, i.owner, i.messages, i.bytes, l.bytes AS more,
      l.senders, l.types, l.contents),
  stored AS (
    INSERT INTO message(bucket, inbox, seq, at, sender, type, bytes, content)
    SELECT r.bucket, r.inbox, r.base + m.place, ?, m.sender, m.type, octet_length(m.content) + 160, m.content
    FROM raised r
      CROSS JOIN LATERAL unnest(r.senders, r.types, r.contents) WITH ORDINALITY AS m(sender, type, content, place)),
  total AS (
    UPDATE inbox_total SET bytes = bytes + (SELECT coalesce(sum(more), 0) FROM raised)
    WHERE slot = pg_backend_pid() % 64 AND EXISTS (SELECT FROM raised)),
  crowded AS (SELECT bucket, owner, sum(more) AS more FROM raised GROUP BY bucket, owner HAVING max(bytes) > ?)
SELECT (SELECT array_agg(no) FROM alive), (SELECT array_agg(no) FROM todo), (SELECT array_agg(inbox) FROM raised),
  (SELECT array_agg(inbox) FROM raised WHERE messages > ? OR bytes > ?),
  (SELECT array_agg(owner) FROM crowded c
    WHERE more + (
      SELECT sum(bytes) FROM device d CROSS JOIN LATERAL (
        SELECT bytes FROM inbox WHERE bucket = d.bucket AND inbox = d.inbox OFFSET 0) i
      WHERE d.bucket = c.bucket AND d.owner = c.owner) > ?),
  (SELECT sum(bytes) FROM inbox_total) + (SELECT bytes FROM usage_total WHERE kind = 0)
    + (SELECT coalesce(sum(more), 0) FROM raised)
