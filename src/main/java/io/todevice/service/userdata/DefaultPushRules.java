package io.todevice.service.userdata;

import static io.todevice.domain.PushRuleKind.CONTENT;
import static io.todevice.domain.PushRuleKind.OVERRIDE;
import static io.todevice.domain.PushRuleKind.UNDERRIDE;

import io.todevice.domain.JsonValue;
import io.todevice.domain.PushRule;
import io.todevice.domain.PushRules;
import io.todevice.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that users have until they change them (<i>Predefined Rules</i>). */
final class DefaultPushRules {

  private static final String SILENT = "[]";
  private static final String NOTIFY = "[\"notify\"]";
  private static final String SOUND = sound("default");
  private static final String RING = sound("ring");
  private static final String HIGHLIGHT = "[\"notify\",{\"set_tweak\":\"highlight\"}]";
  private static final String SOUND_AND_HIGHLIGHT =
      "[\"notify\",{\"set_tweak\":\"sound\",\"value\":\"default\"},{\"set_tweak\":\"highlight\"}]";
  private static final String MESSAGE = match("type", "m.room.message");
  private static final String ENCRYPTED = match("type", "m.room.encrypted");
  private static final String ONE_TO_ONE = "{\"kind\":\"room_member_count\",\"is\":\"2\"}";
  private static final String MAY_NOTIFY_ROOM =
      "{\"kind\":\"sender_notification_permission\",\"key\":\"room\"}";

  private DefaultPushRules() {}

  /** Those of a user. */
  static PushRules of(UserId user) {
    return new PushRules(
        Map.of(
            OVERRIDE,
            List.of(
                rule(".m.rule.master", SILENT).withEnabled(false),
                rule(".m.rule.suppress_notices", SILENT, match("content.msgtype", "m.notice")),
                rule(
                    ".m.rule.invite_for_me",
                    SOUND,
                    match("type", "m.room.member"),
                    match("content.membership", "invite"),
                    match("state_key", user.value())),
                rule(".m.rule.member_event", SILENT, match("type", "m.room.member")),
                rule(
                    ".m.rule.is_user_mention",
                    SOUND_AND_HIGHLIGHT,
                    "{\"kind\":\"event_property_contains\",\"key\":"
                        + "\"content.m\\\\.mentions.user_ids\",\"value\":"
                        + quote(user.value())
                        + "}"),
                rule(
                    ".m.rule.contains_display_name",
                    SOUND_AND_HIGHLIGHT,
                    "{\"kind\":\"contains_display_name\"}"),
                rule(
                    ".m.rule.is_room_mention",
                    HIGHLIGHT,
                    "{\"kind\":\"event_property_is\",\"key\":\"content.m\\\\.mentions.room\","
                        + "\"value\":true}",
                    MAY_NOTIFY_ROOM),
                rule(
                    ".m.rule.roomnotif",
                    HIGHLIGHT,
                    match("content.body", "@room"),
                    MAY_NOTIFY_ROOM),
                rule(
                    ".m.rule.tombstone",
                    HIGHLIGHT,
                    match("type", "m.room.tombstone"),
                    match("state_key", "")),
                rule(".m.rule.reaction", SILENT, match("type", "m.reaction")),
                rule(
                    ".m.rule.room.server_acl",
                    SILENT,
                    match("type", "m.room.server_acl"),
                    match("state_key", "")),
                rule(
                    ".m.rule.suppress_edits",
                    SILENT,
                    "{\"kind\":\"event_property_is\",\"key\":"
                        + "\"content.m\\\\.relates_to.rel_type\",\"value\":\"m.replace\"}")),
            CONTENT,
            List.of(
                new PushRule(
                    ".m.rule.contains_user_name",
                    true,
                    true,
                    json(SOUND_AND_HIGHLIGHT),
                    Optional.empty(),
                    Optional.of(user.localpart()))),
            UNDERRIDE,
            List.of(
                rule(".m.rule.call", RING, match("type", "m.call.invite")),
                rule(".m.rule.encrypted_room_one_to_one", SOUND, ONE_TO_ONE, ENCRYPTED),
                rule(".m.rule.room_one_to_one", SOUND, ONE_TO_ONE, MESSAGE),
                rule(".m.rule.message", NOTIFY, MESSAGE),
                rule(".m.rule.encrypted", NOTIFY, ENCRYPTED))));
  }

  private static PushRule rule(String id, String actions, String... conditions) {
    return new PushRule(
        id,
        true,
        true,
        json(actions),
        Optional.of(json("[" + String.join(",", conditions) + "]")),
        Optional.empty());
  }

  private static String sound(String name) {
    return "[\"notify\",{\"set_tweak\":\"sound\",\"value\":\"" + name + "\"}]";
  }

  private static String match(String key, String pattern) {
    return "{\"kind\":\"event_match\",\"key\":\"" + key + "\",\"pattern\":" + quote(pattern) + "}";
  }

  /** The JSON text of a user ID, or of a part of one. */
  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static JsonValue json(String text) {
    return JsonValue.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
