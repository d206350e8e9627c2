package io.todevice.proof.sequences;

import java.util.List;

/**
 * A place for a device: one of three users, one of three device IDs. Commands name slots and not
 * what was made before, so that any part of a sequence is a sequence.
 */
record Slot(String user, String device) {

  static final List<String> USERS = List.of("alice", "bob", "carol");
  static final List<String> DEVICES = List.of("PHONE", "TABLET", "LAPTOP");

  @Override
  public String toString() {
    return user + "/" + device;
  }
}
