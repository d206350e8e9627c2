package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;

import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a store does when only one calls at a time: the meaning that {@link MemoryStoreLincheckTest}
 * holds the {@link MemoryStore} to. Devices 0 and 1 are one user's, device 2 is another's.
 */
public class SequentialStore {

  private static final class Device {
    private final int incarnation;
    private final List<ToDeviceMessage> waiting = new ArrayList<>();
    private final Set<Integer> remembered = new HashSet<>();
    private int passed;
    private int token;

    private Device(int incarnation) {
      this.incarnation = incarnation;
    }
  }

  private final Map<Integer, Device> devices = new HashMap<>();
  private int nextIncarnation;

  /** Devices 0 and 2 are there from the beginning. */
  public SequentialStore() {
    signIn(0, 0);
    signIn(2, 0);
  }

  public final void signIn(int device, int token) {
    devices.computeIfAbsent(device, key -> new Device(nextIncarnation++)).token = token;
  }

  public boolean isSignedIn(int device, int token) {
    Device there = devices.get(device);
    return there != null && there.token == token;
  }

  public boolean delete(int device, int incarnation) {
    return find(device, incarnation).isPresent() && devices.remove(device) != null;
  }

  /**
   * Sends the {@link #message} to every device of both users; empty where the sender's incarnation
   * has ended.
   */
  public Optional<Boolean> send(int from, int incarnation, int transaction) {
    return find(from, incarnation)
        .map(
            sender -> {
              if (!sender.remembered.add(transaction)) {
                return false;
              }
              devices.values().forEach(device -> device.waiting.add(message(from, transaction)));
              return true;
            });
  }

  /** Empty where the incarnation has ended. */
  public Optional<InboxPage> peek(int device, int incarnation) {
    return find(device, incarnation).map(SequentialStore::show);
  }

  /** Empty where the incarnation has ended. */
  public Optional<InboxPage> read(int device, int incarnation, int inbox, int sequence) {
    return find(device, incarnation)
        .map(
            there -> {
              boolean isGood =
                  there.incarnation == inbox && sequence <= there.passed + there.waiting.size();
              for (; isGood && there.passed < sequence; there.passed++) {
                there.waiting.remove(0);
              }
              return show(there);
            });
  }

  private Optional<Device> find(int device, int incarnation) {
    return Optional.ofNullable(devices.get(device))
        .filter(there -> there.incarnation == incarnation);
  }

  /** What a device sends with a transaction. */
  static ToDeviceMessage message(int from, int transaction) {
    UserId sender = from == 2 ? BOB : ALICE;
    return new ToDeviceMessage(sender, TYPE, content(from * 10 + transaction));
  }

  private static InboxPage show(Device device) {
    int last = device.passed + device.waiting.size();
    return new InboxPage(device.waiting, new InboxPosition(device.incarnation, last), true);
  }
}
