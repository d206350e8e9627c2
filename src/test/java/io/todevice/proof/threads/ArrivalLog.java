package io.todevice.proof.threads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has arrived on one device, in the order in which it was first seen. Every page has to be a
 * piece of it, or to go on where it ends: what is seen again is the same in the same order, what is
 * acknowledged stays away, and what is not acknowledged is there (clauses D1 to D3, D7).
 */
final class ArrivalLog {

  /** How many messages one sync brings (clause D1). */
  static final int PAGE = 100;

  private final String device;
  private final List<Sent> arrived = new ArrayList<>();
  private final Map<Sent, Integer> indexes = new HashMap<>();

  /** Everything before this has been acknowledged for certain. */
  private int acknowledged;

  /** Everything up to here may have been, by a request whose answer nobody read. */
  private int perhapsAcknowledged;

  ArrivalLog(String device) {
    this.device = device;
  }

  /** Someone is about to ask for what comes after so many messages. */
  void ask(int position) {
    perhapsAcknowledged = Math.max(perhapsAcknowledged, position);
  }

  /**
   * Takes the answer in.
   *
   * @param position what was asked for
   * @return the position after it
   */
  int take(List<Sent> page, int position) {
    acknowledged = Math.max(acknowledged, position);
    int start =
        page.isEmpty()
            ? Math.max(acknowledged, arrived.size())
            : indexes.getOrDefault(page.get(0), arrived.size());
    if (start < acknowledged || start > perhapsAcknowledged) {
      throw new AssertionError(
          "%s: the page begins at message %d of %d, where at least %d and at most %d are acknowledged: %s"
              .formatted(device, start, arrived.size(), acknowledged, perhapsAcknowledged, page));
    }
    for (int i = 0; i < page.size(); i++) {
      int index = start + i;
      if (index == arrived.size()) {
        append(page.get(i));
      } else if (!arrived.get(index).equals(page.get(i))) {
        throw new AssertionError(
            "%s: message %d was %s and now is %s"
                .formatted(device, index, arrived.get(index), page.get(i)));
      }
    }
    int end = start + page.size();
    if (end < arrived.size() && page.size() < PAGE) {
      throw new AssertionError(
          "%s: the page ends at message %d of %d".formatted(device, end, arrived.size()));
    }
    // What was seen to begin here never begins before.
    acknowledged = start;
    return end;
  }

  List<Sent> arrived() {
    return arrived;
  }

  private void append(Sent message) {
    Integer before = indexes.putIfAbsent(message, arrived.size());
    if (before != null) {
      throw new AssertionError(
          "%s: %s came as message %d and again as message %d"
              .formatted(device, message, before, arrived.size()));
    }
    arrived.add(message);
  }
}
