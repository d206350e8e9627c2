package io.todevice.proof.threads;

import java.util.concurrent.atomic.LongAdder;

/** What was done. Safe for use by many threads. */
final class Tally {

  /** Different requests that were answered 200. */
  final LongAdder requests = new LongAdder();

  /** Sends of a request beside the one that counts, answered or not. */
  final LongAdder repeats = new LongAdder();

  /** Connections that a client dropped. */
  final LongAdder drops = new LongAdder();

  final LongAdder syncs = new LongAdder();

  /** Syncs with a position older than the latest, or with none. */
  final LongAdder rereads = new LongAdder();
}
