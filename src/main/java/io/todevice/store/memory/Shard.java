package io.todevice.store.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A part of the users with all that belongs to them. Whoever touches anything in it holds {@link
 * #lock}.
 */
final class Shard {

  final ReentrantLock lock = new ReentrantLock();

  /**
   * By user ID. Keyed by string because strings have an order: IDs that someone chose so that their
   * hashes collide then cost a tree's search and not a list's.
   */
  final Map<String, MemoryUser> users = new HashMap<>();

  final RememberedTransactions transactions;

  Shard(RememberedTransactions transactions) {
    this.transactions = transactions;
  }
}
