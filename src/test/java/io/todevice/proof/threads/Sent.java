package io.todevice.proof.threads;

/**
 * One message.
 *
 * @param sender the user ID of who sends it
 * @param number counts the messages of its sender
 * @param content its text; no other message has it
 * @param at when it was sent first, by {@link System#nanoTime}
 */
record Sent(String sender, int number, String content, long at) {

  @Override
  public String toString() {
    return sender + "#" + number;
  }
}
