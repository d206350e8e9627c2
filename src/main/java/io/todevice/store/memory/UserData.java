package io.todevice.store.memory;

import io.todevice.domain.AccountData;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.PushRules;
import io.todevice.store.AccountDataNews;
import io.todevice.store.ProfileStore;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a user keeps: profile and account data. Guarded by the lock of the user's shard. */
final class UserData {

  /** What the objects of one entry take beside its texts, rounded up. */
  private static final long OVERHEAD_BYTES = 200;

  private final FairQuota quota;
  private final Map<String, JsonValue> profile = new LinkedHashMap<>(4);

  /** By type, in the order of the changes. */
  private final Map<String, Kept> accountData = new LinkedHashMap<>(4);

  private @Nullable PushRules pushRules;
  private long pushRulesPosition;

  /** Begins with 1, as 0 is where somebody stands who knows nothing. */
  private long position = 1;

  private long bytes;

  private record Kept(AccountData data, long position) {}

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
    if (!tryReplace(bytes(type, find(data.type())), bytes(type, data.content()))) {
      return false;
    }
    accountData.remove(type);
    accountData.put(type, new Kept(data, ++position));
    return true;
  }

  @Nullable JsonObject find(EventType type) {
    Kept there = accountData.get(type.value());
    return there == null ? null : there.data().content();
  }

  @Nullable PushRules pushRules() {
    return pushRules;
  }

  /** Keeps push rules; false where they do not fit. */
  boolean putPushRules(PushRules rules) {
    if (!tryReplace(bytes(pushRules), bytes(rules))) {
      return false;
    }
    pushRules = rules;
    pushRulesPosition = ++position;
    return true;
  }

  /** What was changed after a position, or everything. */
  AccountDataNews news(OptionalLong since) {
    long known = since.orElse(0);
    if (position <= known) {
      return new AccountDataNews(List.of(), Optional.empty(), position);
    }
    return new AccountDataNews(
        accountData.values().stream()
            .filter(kept -> kept.position() > known)
            .map(Kept::data)
            .toList(),
        Optional.ofNullable(pushRules).filter(rules -> pushRulesPosition > known),
        position);
  }

  /** Forgets everything. */
  void clear() {
    profile.clear();
    accountData.clear();
    pushRules = null;
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

  private static long bytes(@Nullable PushRules rules) {
    return rules == null
        ? 0
        : rules.byKind().values().stream()
            .flatMap(List::stream)
            .mapToLong(
                rule ->
                    bytes(rule.id(), rule.actions())
                        + rule.conditions().map(JsonValue::size).orElse(0)
                        + rule.pattern().map(String::length).orElse(0))
            .sum();
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
