package io.todevice.store.memory;

import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import io.todevice.store.ClaimedKey;
import io.todevice.store.KeyCounts;
import io.todevice.store.KeyUpload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that one device has published (clauses K1 to K3, K5). Guarded by the lock of its user's
 * shard. Maps are keyed by string for the reason given at {@link Shard}.
 */
final class Keyring {

  /** What the objects of one key take beside the bytes of its text, rounded up. */
  private static final long OVERHEAD_BYTES = 400;

  /**
   * How many of the keys handed out last are remembered, so that an upload that is repeated because
   * its answer was lost brings none of them back (clause K5).
   */
  private static final int REMEMBERED = 100;

  /** A one-time key; {@code place} is its place in the order of upload, over all algorithms. */
  private record OneTimeKey(KeyObject key, long place) {}

  private record Fallback(KeyId id, KeyObject key, boolean isUsed) {}

  private final MemoryUserKeys usage;

  /** By algorithm and key ID, the oldest first. */
  private final Map<String, Map<String, OneTimeKey>> oneTimeKeys = new HashMap<>(2);

  private final Map<String, Fallback> fallbacks = new HashMap<>(2);

  /** The digests of keys by name. */
  private final Map<String, String> handedOut = new LinkedHashMap<>(2);

  private @Nullable KeyObject deviceKeys;
  private KeyCounts counts = KeyCounts.NONE;
  private int size;
  private long places;
  private long claims;

  /** No keys; counted in {@code usage}. */
  Keyring(MemoryUserKeys usage) {
    this.usage = usage;
  }

  @Nullable KeyObject deviceKeys() {
    return deviceKeys;
  }

  KeyCounts counts() {
    return counts;
  }

  /** How often a claim has changed the counts. */
  long claims() {
    return claims;
  }

  /** How many one-time keys there are. */
  int size() {
    return size;
  }

  /** Whether one of these is there already and says something else. */
  boolean contradicts(Map<KeyId, KeyObject> others) {
    for (Map.Entry<KeyId, KeyObject> other : others.entrySet()) {
      OneTimeKey there = ofAlgorithm(other.getKey()).get(other.getKey().id());
      if (there != null && !there.key.digest().equals(other.getValue().digest())) {
        return true;
      }
    }
    return false;
  }

  /** Adds what is new and returns whether other users see a difference. */
  boolean add(KeyUpload upload, int limit) {
    upload.oneTimeKeys().forEach(this::addOneTimeKey);
    while (size > limit) {
      dropOldest();
    }
    upload.fallbackKeys().forEach(this::addFallback);
    boolean isChanged = upload.deviceKeys().isPresent() && setDeviceKeys(upload.deviceKeys().get());
    recount();
    return isChanged;
  }

  private boolean setDeviceKeys(KeyObject newKeys) {
    KeyObject before = deviceKeys;
    if (newKeys.equals(before)) {
      return false;
    }
    usage.count(bytes(newKeys) - (before == null ? 0 : bytes(before)));
    deviceKeys = newKeys;
    return true;
  }

  /** Takes the identity keys away; returns how many bytes that frees. */
  long dropDeviceKeys() {
    KeyObject before = deviceKeys;
    if (before == null) {
      return 0;
    }
    deviceKeys = null;
    usage.count(-bytes(before));
    return bytes(before);
  }

  private void addOneTimeKey(KeyId id, KeyObject key) {
    if (key.digest().equals(handedOut.get(id.toString()))) {
      return;
    }
    Map<String, OneTimeKey> keys =
        oneTimeKeys.computeIfAbsent(id.algorithm(), algorithm -> new LinkedHashMap<>());
    if (keys.putIfAbsent(id.id(), new OneTimeKey(key, places++)) == null) {
      size++;
      usage.count(bytes(key));
    }
  }

  private void addFallback(KeyId id, KeyObject key) {
    Fallback before = fallbacks.get(id.algorithm());
    if (before != null && before.id.equals(id) && before.key.digest().equals(key.digest())) {
      return;
    }
    fallbacks.put(id.algorithm(), new Fallback(id, key, false));
    usage.count(bytes(key) - (before == null ? 0 : bytes(before.key)));
  }

  /** Hands a key of this algorithm out; null where there is none. */
  @Nullable ClaimedKey claim(String algorithm) {
    Map<String, OneTimeKey> keys = oneTimeKeys.get(algorithm);
    if (keys != null) {
      Map.Entry<String, OneTimeKey> oldest = keys.entrySet().iterator().next();
      KeyId id = new KeyId(algorithm, oldest.getKey());
      KeyObject key = oldest.getValue().key;
      remove(algorithm, keys);
      remember(id, key);
      claims++;
      recount();
      return new ClaimedKey(id, key.json());
    }
    Fallback fallback = fallbacks.get(algorithm);
    if (fallback == null) {
      return null;
    }
    if (!fallback.isUsed) {
      fallbacks.put(algorithm, new Fallback(fallback.id, fallback.key, true));
      claims++;
      recount();
    }
    return new ClaimedKey(fallback.id, fallback.key.json());
  }

  private void remember(KeyId id, KeyObject key) {
    if (handedOut.put(id.toString(), key.digest()) == null) {
      usage.count(OVERHEAD_BYTES);
    }
    if (handedOut.size() > REMEMBERED) {
      Iterator<String> oldest = handedOut.keySet().iterator();
      oldest.next();
      oldest.remove();
      usage.count(-OVERHEAD_BYTES);
    }
  }

  /** Drops the oldest one-time key, of whichever algorithm; returns its bytes. */
  long dropOldest() {
    return oneTimeKeys.entrySet().stream()
        .min(Comparator.comparingLong(keys -> keys.getValue().values().iterator().next().place))
        .map(
            oldest -> {
              long freed = remove(oldest.getKey(), oldest.getValue());
              recount();
              return freed;
            })
        .orElse(0L);
  }

  /** Removes the first key of an algorithm. */
  private long remove(String algorithm, Map<String, OneTimeKey> keys) {
    Iterator<OneTimeKey> first = keys.values().iterator();
    long bytes = bytes(first.next().key);
    first.remove();
    if (keys.isEmpty()) {
      oneTimeKeys.remove(algorithm);
    }
    size--;
    usage.count(-bytes);
    return bytes;
  }

  /** Gives everything up. */
  void clear() {
    while (size > 0) {
      dropOldest();
    }
    fallbacks.values().forEach(fallback -> usage.count(-bytes(fallback.key)));
    fallbacks.clear();
    usage.count(-OVERHEAD_BYTES * handedOut.size());
    handedOut.clear();
    dropDeviceKeys();
  }

  private Map<String, OneTimeKey> ofAlgorithm(KeyId id) {
    return oneTimeKeys.getOrDefault(id.algorithm(), Map.of());
  }

  private void recount() {
    Map<String, Integer> numbers = new HashMap<>(2);
    numbers.put(KeyCounts.DEFAULT_ALGORITHM, 0);
    oneTimeKeys.forEach((algorithm, keys) -> numbers.put(algorithm, keys.size()));
    List<String> unused = new ArrayList<>(1);
    fallbacks.forEach(
        (algorithm, fallback) -> {
          if (!fallback.isUsed) {
            unused.add(algorithm);
          }
        });
    counts = new KeyCounts(numbers, unused);
  }

  private static long bytes(KeyObject key) {
    return OVERHEAD_BYTES + key.json().size();
  }
}
