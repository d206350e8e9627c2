package io.todevice.proof.crash;

/**
 * A message, of which each receiver of its request gets one.
 *
 * @param sender who sends it, by number
 * @param number counts the requests of the sender
 */
record Message(int sender, int number) {

  String content() {
    return "{\"sender\":%d,\"number\":%d}".formatted(sender, number);
  }
}
