package io.todevice.store.memory;

import io.todevice.domain.KeySignature;
import io.todevice.domain.UserId;
import io.todevice.store.CrossSigningKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What is kept of keys for one user beside the {@link Keyring}s of the user's devices, and what all
 * of it takes. Guarded by the lock of the user's shard.
 */
final class MemoryUserKeys extends Usage {

  /** What the notes take that one user follows another, rounded up. */
  private static final long FOLLOW_BYTES = 240;

  /** What it takes to remember that a user has stopped following another, rounded up. */
  private static final long LEFT_BYTES = 80;

  /** What the objects of a signature or a cross-signing key take beside its text, rounded up. */
  private static final long OVERHEAD_BYTES = 400;

  /** Somebody whom the user follows. */
  private static final class Follow {

    private final UserId user;
    private final DeviceLists.Followed followed;

    /** The position of the last change that only this follower sees. */
    private long notedAt;

    Follow(UserId user, DeviceLists.Followed followed) {
      this.user = user;
      this.followed = followed;
    }

    boolean hasChangedSince(long position) {
      return Math.max(followed.changedAt(), notedAt) > position;
    }
  }

  private final Shards shards;
  private final MemoryUser user;

  /** By user ID, the one asked for longest ago first. */
  private final Map<String, Follow> follows = new LinkedHashMap<>(4);

  /**
   * The users whom this one has stopped following for lack of room, with the position of that, the
   * oldest first.
   */
  private final Map<String, Long> left = new LinkedHashMap<>(2);

  /** By the owner of what was signed, then by what was signed and with which key. */
  private final Map<String, Map<String, KeySignature>> signatures = new LinkedHashMap<>(2);

  private CrossSigningKeys crossSigning = CrossSigningKeys.NONE;
  private long changedAt;

  /** Nothing. */
  MemoryUserKeys(Shards shards, MemoryUser user) {
    super(shards.keyBound());
    this.shards = shards;
    this.user = user;
  }

  /** Counts bytes that were taken, or with a minus, given back. */
  void count(long bytes) {
    add(bytes);
    bound().count(bytes);
  }

  CrossSigningKeys crossSigning() {
    return crossSigning;
  }

  void setCrossSigning(CrossSigningKeys next) {
    count(bytes(next) - bytes(crossSigning));
    crossSigning = next;
  }

  void setChangedAt(long position) {
    changedAt = position;
  }

  /**
   * Follows another user from now on. Of more than {@code limit} the one asked for longest ago is
   * not followed any more; as many of those are remembered.
   */
  void follow(UserId other, int limit) {
    Follow before = follows.remove(other.value());
    if (before == null) {
      before = new Follow(other, shards.deviceLists().follow(user, other.value()));
      count(FOLLOW_BYTES);
      if (left.remove(other.value()) != null) {
        count(-LEFT_BYTES);
        // What another device knows of this user may be older.
        before.notedAt = shards.deviceLists().change();
      }
    }
    follows.put(other.value(), before);
    if (follows.size() > limit) {
      leaveOldest();
    }
    if (left.size() > limit) {
      dropOldestLeft();
    }
  }

  /** Notes a change of another user that only this one sees, if the user is followed. */
  void note(UserId other, long position) {
    Follow follow = follows.get(other.value());
    if (follow != null) {
      follow.notedAt = position;
    }
  }

  /** Whose keys have changed after a position, of this user and of those who are followed. */
  List<UserId> changedSince(long position) {
    List<UserId> changed = new ArrayList<>(1);
    if (changedAt > position) {
      changed.add(user.id());
    }
    for (Follow follow : follows.values()) {
      if (follow.hasChangedSince(position)) {
        changed.add(follow.user);
      }
    }
    return changed;
  }

  /** Who is not followed any more after a position, for lack of room. */
  List<UserId> leftSince(long position) {
    return left.entrySet().stream()
        .filter(noted -> noted.getValue() > position)
        .map(noted -> new UserId(noted.getKey()))
        .toList();
  }

  /** The signatures by this user on keys of an owner. */
  List<KeySignature> signaturesOn(UserId owner) {
    return List.copyOf(signatures.getOrDefault(owner.value(), Map.of()).values());
  }

  /** Keeps a signature by this user, and returns whether it was not there. */
  boolean sign(KeySignature signature) {
    KeySignature before =
        signatures
            .computeIfAbsent(signature.owner().value(), owner -> new LinkedHashMap<>(2))
            .put(signature.key() + ' ' + signature.signedWith(), signature);
    count(bytes(signature) - (before == null ? 0 : bytes(before)));
    return !signature.equals(before);
  }

  /** Gives everything up. */
  void clear() {
    while (leaveOldest() > 0 || dropOldestLeft() > 0 || dropOldestSignature() > 0) {
      // each step drops one
    }
    setCrossSigning(CrossSigningKeys.NONE);
  }

  @Override
  long evict(long weight, long bytes) {
    long goal = Math.min(weight, bytes);
    try (LockedShards locked = shards.lock(user.id())) {
      long freed = drop(goal, this::leaveOldest);
      if (freed > 0) {
        shards.keyChanges().tellDevices(locked, user);
      }
      freed += drop(goal - freed, this::dropOldestOneTimeKey);
      freed += drop(goal - freed, this::dropOldestSignature);
      freed += drop(goal - freed, this::dropOldestLeft);
      long identities = drop(goal - freed, this::dropIdentity);
      if (identities > 0) {
        shards.keyChanges().changed(locked, user);
      }
      return freed + identities;
    }
  }

  private long drop(long goal, LongSupplier step) {
    long freed = 0;
    while (freed < goal) {
      long more = step.getAsLong();
      if (more == 0) {
        break;
      }
      freed += more;
      bound().countEvicted();
    }
    return freed;
  }

  /** Stops following the user asked for longest ago, and remembers that. */
  private long leaveOldest() {
    Iterator<String> oldest = follows.keySet().iterator();
    if (!oldest.hasNext()) {
      return 0;
    }
    String other = oldest.next();
    oldest.remove();
    shards.deviceLists().unfollow(user, other);
    left.put(other, shards.deviceLists().change());
    count(LEFT_BYTES - FOLLOW_BYTES);
    return FOLLOW_BYTES - LEFT_BYTES;
  }

  private long dropOldestLeft() {
    Iterator<String> oldest = left.keySet().iterator();
    if (!oldest.hasNext()) {
      return 0;
    }
    oldest.next();
    oldest.remove();
    count(-LEFT_BYTES);
    return LEFT_BYTES;
  }

  private long dropOldestOneTimeKey() {
    Optional<Keyring> fullest =
        user.keyrings().stream().max(Comparator.comparingInt(Keyring::size));
    return fullest.isEmpty() ? 0 : fullest.get().dropOldest();
  }

  private long dropOldestSignature() {
    Iterator<Map<String, KeySignature>> owners = signatures.values().iterator();
    if (!owners.hasNext()) {
      return 0;
    }
    Map<String, KeySignature> ofOwner = owners.next();
    Iterator<KeySignature> oldest = ofOwner.values().iterator();
    long freed = bytes(oldest.next());
    oldest.remove();
    if (ofOwner.isEmpty()) {
      owners.remove();
    }
    count(-freed);
    return freed;
  }

  private long dropIdentity() {
    for (Keyring keyring : user.keyrings()) {
      long freed = keyring.dropDeviceKeys();
      if (freed > 0) {
        return freed;
      }
    }
    long freed = bytes(crossSigning);
    setCrossSigning(CrossSigningKeys.NONE);
    return freed;
  }

  private static long bytes(CrossSigningKeys keys) {
    return keys.all().mapToLong(key -> OVERHEAD_BYTES + key.object().json().size()).sum();
  }

  private static long bytes(KeySignature signature) {
    return OVERHEAD_BYTES + signature.key().length() + signature.signature().length();
  }
}
