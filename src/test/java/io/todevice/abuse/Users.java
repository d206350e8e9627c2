package io.todevice.abuse;

import io.todevice.config.FixedTokens;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import java.util.HashMap;
import java.util.Map;

/** Who is logged in from the start: the name is the token, and everybody's device is called D. */
final class Users {

  static final int CROWD = 100;

  private Users() {}

  static FixedTokens tokens() {
    Map<TokenHash, DeviceAddress> devices = new HashMap<>();
    for (String name : new String[] {"mallory", "victim", "alice", "bob"}) {
      add(devices, name);
    }
    for (int i = 0; i < CROWD; i++) {
      add(devices, "crowd" + i);
    }
    return new FixedTokens(devices, Map.of());
  }

  private static void add(Map<TokenHash, DeviceAddress> devices, String name) {
    devices.put(
        TokenHash.of(new AccessToken(name)),
        new DeviceAddress(UserId.of(name, "localhost"), new DeviceId("D")));
  }
}
