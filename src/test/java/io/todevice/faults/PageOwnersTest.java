package io.todevice.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import io.todevice.spec.model.SpecificationDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A position between two pages")
class PageOwnersTest {

  private static final Pattern POSITION = Pattern.compile("fault-page\\.[^\"]+");
  private static final ProxyResponse UNKNOWN = ProxyResponse.error(400, "M_INVALID_PARAM");
  private static final Map<String, DeviceAddress> DEVICES =
      Map.of(
          "bob", device("@bob:x", "ONE"),
          "bob-refreshed", device("@bob:x", "ONE"),
          "bob-tablet", device("@bob:x", "TWO"),
          "alice", device("@alice:x", "ONE"));

  private final FaultRules rules =
      new FaultRules(
          SpecificationDocument.get(),
          token -> Optional.ofNullable(DEVICES.get(token)),
          (user, device) -> true);

  private static DeviceAddress device(String user, String device) {
    return new DeviceAddress(UserId.find(user).orElseThrow(), DeviceId.find(device).orElseThrow());
  }

  private ProxyResponse sync(boolean isSliding, String token, String query, String since)
      throws Exception {
    String body = "{\"extensions\":{\"to_device\":{\"enabled\":true,\"since\":\"" + since + "\"}}}";
    return rules.handle(
        new ProxyRequest(
            isSliding ? "POST" : "GET",
            isSliding
                ? "/_matrix/client/v4/sync" + query
                : "/_matrix/client/v3/sync"
                    + query
                    + (query.isEmpty() ? "?" : "&")
                    + "since="
                    + since,
            List.of("Authorization: Bearer " + token),
            (isSliding ? body : "").getBytes(UTF_8),
            /* wasChunked= */ false),
        request ->
            new SyncRequest(request).since().filter(at -> at.startsWith("fault-page.")).isPresent()
                ? UNKNOWN
                : ProxyResponse.json(
                    200,
                    isSliding
                        ? "{\"extensions\":{\"to_device\":{\"next_batch\":\"s2\",\"events\":[1,2]}}}"
                        : "{\"next_batch\":\"s2\",\"to_device\":{\"events\":[1,2]}}"));
  }

  /** The position after the first page. */
  private String begin(boolean isSliding, String token, String query) throws Exception {
    rules.add(FaultRules.EVERYBODY, List.of(FaultRule.of(Effects.pages(1)).times(1)));
    ProxyResponse first = sync(isSliding, token, query, "s1");
    Matcher position = POSITION.matcher(first.text());
    assertThat(position.find()).isTrue();
    return position.group();
  }

  @ParameterizedTest
  @CsvSource({"false, alice", "false, bob-tablet", "false, x", "true, alice", "true, bob-tablet"})
  @DisplayName("D5: is unknown to another user, and to another device of the user")
  void others(boolean isSliding, String other) throws Exception {
    String position = begin(isSliding, "bob", "");
    assertThat(sync(isSliding, other, "", position)).isSameAs(UNKNOWN);
    assertThat(sync(isSliding, "bob", "", position).text()).contains("[2]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("goes on with a refreshed token of the same device")
  void refreshed(boolean isSliding) throws Exception {
    String position = begin(isSliding, "bob", "");
    assertThat(sync(isSliding, "bob-refreshed", "", position).text()).contains("[2]");
  }

  @Test
  @DisplayName("holds for one token where nobody knows its device")
  void unknownDevices() throws Exception {
    String position = begin(false, "x", "");
    assertThat(sync(false, "x", "", position).text()).contains("[2]");
    assertThat(sync(false, "y", "", position)).isSameAs(UNKNOWN);
  }

  @Test
  @DisplayName("holds for one of the users that an application service acts as")
  void masquerading() throws Exception {
    String position = begin(false, "service", "?user_id=@bob:x");
    assertThat(sync(false, "service", "?user_id=@alice:x", position)).isSameAs(UNKNOWN);
    assertThat(sync(false, "service", "?user_id=@bob:x", position).text()).contains("[2]");
  }
}
