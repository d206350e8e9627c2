package io.todevice.conformance.derived;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Supplier;

/** Calls of the operations on filters, push rules, account data and profiles. */
final class UserDataRecipes {

  private static final String PUSH_RULE =
      "{\"pattern\":\"heron\",\"conditions\":[],\"actions\":[\"notify\"]}";
  private static final String ACCOUNT_DATA = "{\"theme\":\"dark\"}";
  private static final String DISPLAY_NAME = "{\"displayname\":\"Heron\"}";
  private static final String AVATAR_URL = "{\"avatar_url\":\"mxc://example.org/heron\"}";
  private static final String PROFILE_FIELD = "{\"" + CallBuilder.TYPE + "\":\"grey\"}";

  private final CallBuilder builder;

  UserDataRecipes(CallBuilder builder) {
    this.builder = builder;
  }

  /** By the ID of the operation. */
  Map<String, Supplier<ProperCall>> all() {
    return Map.ofEntries(
        entry("defineFilter", with(CallBuilder.FILTER)),
        entry("setPushRule", with(PUSH_RULE)),
        entry("getPushRule", afterPut(PUSH_RULE)),
        entry("deletePushRule", afterPut(PUSH_RULE)),
        entry("setPushRuleEnabled", with("{\"enabled\":true}")),
        entry("setPushRuleActions", with("{\"actions\":[\"notify\"]}")),
        entry("getWellknown", builder::ifFound),
        entry("setAccountData", with(ACCOUNT_DATA)),
        entry("getAccountData", afterPut(ACCOUNT_DATA)),
        entry("getUserProfile", () -> builder.ofUser(builder.user())),
        entry("setDisplayName", with(DISPLAY_NAME)),
        entry("getDisplayName", afterPut(DISPLAY_NAME)),
        entry("setAvatarUrl", with(AVATAR_URL)),
        entry("getAvatarUrl", afterPut(AVATAR_URL)),
        entry("setProfileField", with(PROFILE_FIELD)),
        entry("getProfileField", afterPut(PROFILE_FIELD)),
        entry("deleteProfileField", afterPut(PROFILE_FIELD)));
  }

  private Supplier<ProperCall> with(String body) {
    return () -> builder.byUser(builder.user(), body);
  }

  private Supplier<ProperCall> afterPut(String body) {
    return () -> builder.afterPut(builder.user(), body);
  }
}
