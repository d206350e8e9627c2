-- Reads a page of each of many inboxes, and one message more where there is one, by which the reader notices that the page is
-- not the last one: with it there are more messages or bytes than were asked for. (The first message of a page may have more
-- bytes; it counts as so many.) acked_seq bounds what is looked at from below, so that rows that are deleted and not vacuumed
-- yet are not passed over; last_seq spares looking where nothing has come. A position that this inbox has not given out
-- counts as none; one of an earlier timeline may be of messages that a fail-over has lost.
WITH query AS (
  SELECT * FROM unnest(?::int[], ?::smallint[], ?::bigint[], ?::bytea[], ?::bigint[], ?::int[], ?::bigint[])
    AS q(no, bucket, inbox, access, since, most_messages, most_bytes))
SELECT q.no, i.acked_seq, i.read_at, f.seq, m.seq, m.at, m.sender, m.type, m.content
FROM query q
  CROSS JOIN LATERAL (
    SELECT bucket, inbox, last_seq, acked_seq, read_at FROM inbox
    WHERE bucket = q.bucket AND inbox = q.inbox AND ended = 0 OFFSET 0) i
  CROSS JOIN LATERAL (
    SELECT CASE WHEN q.since <= greatest(i.last_seq, (SELECT position_base(number) FROM epoch))
      THEN greatest(q.since, i.acked_seq) ELSE i.acked_seq END AS seq) f
  LEFT JOIN LATERAL (
    SELECT * FROM (
      SELECT w.*, sum(w.size) OVER (ORDER BY w.seq ROWS UNBOUNDED PRECEDING) AS total
      FROM (
        SELECT seq, at, sender, type, content, least(octet_length(content), q.most_bytes)::int AS size FROM message
        WHERE bucket = i.bucket AND inbox = i.inbox AND seq > f.seq ORDER BY seq LIMIT q.most_messages + 1) w
      WHERE i.last_seq > f.seq) p
    WHERE p.total - p.size <= q.most_bytes) m ON true
WHERE q.access IS NULL
  OR EXISTS (
    SELECT FROM session s WHERE s.access = q.access AND s.bucket = i.bucket AND s.inbox = i.inbox
    OFFSET 0) -- so that it is asked for each query, and not for all sessions before
ORDER BY q.no, m.seq
