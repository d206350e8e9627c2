package io.todevice.service.password;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Work that waits, done in turns and not in order of arrival: however much one requester has
 * waiting, another one's work is next but one for each requester that waits.
 *
 * <p>A turn goes to an account or to a network, whichever of both the work has more of: a network
 * that names many accounts is one among all, and so is an account that is named from many networks.
 * Within a turn it goes round again, so that an account that shares its network with a busy one
 * does not wait for it. Looks at all that waits for every step, which a hash outweighs by far. Not
 * safe for use by several threads.
 *
 * @param <T> the work
 */
final class FairQueue<T> {

  /** What an account, a network, or an account in a network has waiting. */
  private static final class Share {
    private int waiting;
    private long lastTurn;
  }

  private record Entry<T>(
      T work, HashRequester requester, Share account, Share network, Share both) {

    /** Whose turn it is when it is the turn of this work. */
    Share outer() {
      return account.waiting > network.waiting ? account : network;
    }
  }

  private final Map<Object, Share> shares = new HashMap<>();
  private final List<Entry<T>> inOrder = new ArrayList<>();
  private long turn;

  /** Adds work at the end. */
  void add(T work, HashRequester requester) {
    inOrder.add(
        new Entry<>(
            work,
            requester,
            share(requester.account()),
            share(requester.network()),
            share(requester)));
  }

  /** Removes and returns the work whose turn it is. There has to be some. */
  T take() {
    Entry<T> next =
        Collections.min(
            inOrder,
            Comparator.<Entry<T>>comparingLong(entry -> entry.outer().lastTurn)
                .thenComparingLong(entry -> entry.both().lastTurn));
    turn++;
    next.outer().lastTurn = turn;
    next.both().lastTurn = turn;
    return remove(next);
  }

  /** Removes and returns the latest work of the one who has most. There has to be some. */
  T dropHeaviest() {
    Entry<T> heaviest = inOrder.get(0);
    Comparator<Entry<T>> weight =
        Comparator.<Entry<T>>comparingInt(entry -> entry.outer().waiting)
            .thenComparingInt(entry -> entry.both().waiting);
    for (Entry<T> entry : inOrder) {
      if (weight.compare(entry, heaviest) >= 0) {
        heaviest = entry;
      }
    }
    return remove(heaviest);
  }

  private Share share(Object key) {
    Share share =
        shares.computeIfAbsent(
            key,
            unseen -> {
              Share fresh = new Share();
              // Who comes anew is behind all who wait, and not before those who had a turn.
              fresh.lastTurn = turn;
              return fresh;
            });
    share.waiting++;
    return share;
  }

  private T remove(Entry<T> entry) {
    inOrder.remove(entry);
    release(entry.requester().account(), entry.account());
    release(entry.requester().network(), entry.network());
    release(entry.requester(), entry.both());
    return entry.work();
  }

  private void release(Object key, Share share) {
    if (--share.waiting == 0) {
      shares.remove(key);
    }
  }
}
