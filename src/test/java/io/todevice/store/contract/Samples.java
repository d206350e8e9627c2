package io.todevice.store.contract;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.store.RenewedTokens;
import io.todevice.store.SessionTokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The people, devices and messages of the tests. */
public final class Samples {

  public static final UserId ALICE = new UserId("@alice:example.org");
  public static final UserId BOB = new UserId("@bob:example.org");
  public static final UserId CAROL = new UserId("@carol:example.org");

  public static final DeviceAddress ALICE_PHONE = device(ALICE, "PHONE");
  public static final DeviceAddress ALICE_LAPTOP = device(ALICE, "LAPTOP");
  public static final DeviceAddress BOB_PHONE = device(BOB, "PHONE");
  public static final DeviceAddress BOB_LAPTOP = device(BOB, "LAPTOP");
  public static final DeviceAddress CAROL_PHONE = device(CAROL, "PHONE");

  public static final EventType TYPE = new EventType("m.room.encrypted");

  private static final AtomicLong TOKENS = new AtomicLong();

  private Samples() {}

  public static DeviceAddress device(UserId user, String device) {
    return new DeviceAddress(user, new DeviceId(device));
  }

  /** The digest of a token that no one else has. */
  public static TokenHash freshToken() {
    return TokenHash.of(new AccessToken("token-" + TOKENS.incrementAndGet()));
  }

  /** A new access token only, which does not expire. */
  public static SessionTokens tokens() {
    return new SessionTokens(freshToken(), Optional.empty(), Optional.empty());
  }

  /** Both tokens, new, and an expiry. */
  public static SessionTokens refreshableTokens() {
    return new SessionTokens(
        freshToken(),
        Optional.of(Instant.parse("2026-01-01T00:05:00Z")),
        Optional.of(freshToken()));
  }

  public static RenewedTokens freshTokens() {
    return new RenewedTokens(
        freshToken(), Optional.of(Instant.parse("2026-01-01T01:00:00Z")), freshToken());
  }

  public static JsonObject json(String text) {
    return JsonObject.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A content that a number tells from others. */
  public static JsonObject content(int number) {
    return json("{\"number\":" + number + "}");
  }

  /** The number in a {@link #content}. */
  public static int number(JsonObject content) {
    return Integer.parseInt(content.toString().replaceAll("\\D", ""));
  }

  /** A content for one device alone. */
  public static DeviceContents only(DeviceAddress device, JsonObject content) {
    return new DeviceContents(Map.of(device.device(), content), Optional.empty());
  }

  /** A content for every device. */
  public static DeviceContents everyDevice(JsonObject content) {
    return new DeviceContents(Map.of(), Optional.of(content));
  }
}
