package io.todevice.store.memory;

import io.todevice.domain.AccountData;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.store.ProfileStore;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user keeps: profile and account data. Guarded by the lock of the user's shard. */
final class UserData {

  /** What the objects of one entry take beside its texts, rounded up. */
  private static final long OVERHEAD_BYTES = 200;

  private final FairQuota quota;
  private final Map<String, JsonValue> profile = new LinkedHashMap<>(4);
  private final Map<String, AccountData> accountData = new LinkedHashMap<>(4);
  private long bytes;

  /** Nothing yet, of what {@code quota} allows. */
  UserData(FairQuota quota) {
    this.quota = quota;
  }

  /** Sets a field of the profile; false where it does not fit. */
  boolean putField(String field, JsonValue value) {
    JsonValue before = profile.get(field);
    long text = before == null ? 0 : textBytes(field, before);
    long all = profile.entrySet().stream().mapToLong(UserData::textBytes).sum();
    if (all - text + textBytes(field, value) > ProfileStore.MAX_BYTES
        || !tryReplace(bytes(field, before), bytes(field, value))) {
      return false;
    }
    profile.put(field, value);
    return true;
  }

  void removeField(String field) {
    JsonValue removed = profile.remove(field);
    if (removed != null) {
      tryReplace(bytes(field, removed), 0);
    }
  }

  /** A copy of the profile. */
  Map<String, JsonValue> profile() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(profile));
  }

  /** Keeps account data; false where it does not fit. */
  boolean put(AccountData data) {
    String type = data.type().value();
    AccountData before = accountData.get(type);
    if (!tryReplace(
        bytes(type, before == null ? null : before.content()), bytes(type, data.content()))) {
      return false;
    }
    accountData.put(type, data);
    return true;
  }

  @Nullable JsonObject find(EventType type) {
    AccountData there = accountData.get(type.value());
    return there == null ? null : there.content();
  }

  /** Forgets everything. */
  void clear() {
    profile.clear();
    accountData.clear();
    tryReplace(bytes, 0);
  }

  private boolean tryReplace(long before, long after) {
    long changed = bytes - before + after;
    if (!quota.tryChange(bytes, changed)) {
      return false;
    }
    bytes = changed;
    return true;
  }

  private static long bytes(String name, @Nullable JsonValue value) {
    return value == null ? 0 : OVERHEAD_BYTES + textBytes(name, value);
  }

  private static long textBytes(Map.Entry<String, JsonValue> field) {
    return textBytes(field.getKey(), field.getValue());
  }

  private static long textBytes(String name, JsonValue value) {
    return name.getBytes(StandardCharsets.UTF_8).length + (long) value.size();
  }
}
