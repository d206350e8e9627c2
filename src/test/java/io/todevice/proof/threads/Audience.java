package io.todevice.proof.threads;

import java.util.List;
import java.util.Random;

/**
 * The receivers: two users with one device each, and one with two. Requests go to one device, to
 * all of a user, to all of everybody, or to all but one that gets something else.
 */
final class Audience {

  private final List<Member> receivers;
  private final List<Target> named;
  private final List<Target> everyDevice;

  /** Receivers 2 and 3 are of one user. */
  Audience(List<Member> receivers) {
    this.receivers = receivers;
    this.named = List.of(named(0), named(1), named(2), named(3));
    this.everyDevice = List.of(all(0, List.of(0)), all(1, List.of(1)), all(2, List.of(2, 3)));
  }

  List<Target> choose(Random random) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> List.of(everyDevice.get(2));
      case 2 -> everyDevice;
      case 3 -> List.of(all(3, List.of(3)), named.get(2));
      case 4 -> List.of(named.get(3), all(2, List.of(2)));
      default -> List.of(named.get(random.nextInt(named.size())));
    };
  }

  private Target named(int receiver) {
    Member member = receivers.get(receiver);
    return new Target(member.userId(), member.device(), List.of(receiver));
  }

  private Target all(int receiver, List<Integer> reached) {
    return new Target(receivers.get(receiver).userId(), "*", reached);
  }
}
