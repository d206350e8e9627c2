package io.todevice.testing;

import static io.todevice.faults.FaultRule.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.faults.Edits;
import io.todevice.faults.Effects;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server in a test, with a fault in positions,")
class PositionFaultsTest extends FaultsFixture {

  private static HttpResponse<String> post(Session session, String path, String body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(session.baseUrl().resolve("/_matrix/client/" + path))
                .header("Authorization", "Bearer " + session.accessToken())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  private static String changed(HttpResponse<String> sync) {
    return Edits.object(sync.body()).orElseThrow().at("/device_lists/changed/0").asText();
  }

  @Test
  @DisplayName("D5: refuses a position between pages to another user, in both kinds of sync")
  void pagesOfOthers() throws Exception {
    greet("1");
    greet("2");
    todevice.faults().add(of(Effects.pages(1)).times(1));
    HttpResponse<String> first = bobClient.sync("");
    String position = TestClient.nextBatch(first);
    assertThat(position).startsWith("fault-page.");

    HttpResponse<String> classic = aliceClient.syncAfter(first);
    HttpResponse<String> sliding =
        post(
            alice,
            "unstable/org.matrix.simplified_msc3575/sync",
            "{\"extensions\":{\"to_device\":{\"enabled\":true,\"since\":\"%s\"}}}"
                .formatted(position));
    assertThat(classic.statusCode()).isEqualTo(400);
    assertThat(classic.body()).contains("M_INVALID_PARAM");
    assertThat(sliding.statusCode()).isEqualTo(400);
    assertThat(sliding.body()).contains("M_INVALID_PARAM");
    assertThat(bobClient.syncAfter(first).body()).contains("{\"t\":\"2\"}");
  }

  @Test
  @DisplayName("forgets one for messages only: a change of keys comes once, and is not lost")
  void forgottenSince() throws Exception {
    post(alice, "v3/keys/query", "{\"device_keys\":{\"%s\":[]}}".formatted(bob.userId()));
    greet("1");
    HttpResponse<String> ofBob = bobClient.sync("");
    HttpResponse<String> ofAlice = aliceClient.sync("");
    HttpResponse<String> upload =
        post(
            bob,
            "v3/keys/upload",
            """
            {"device_keys":{"user_id":"%1$s","device_id":"%2$s","algorithms":[],
            "keys":{"ed25519:%2$s":"a"},"signatures":{"%1$s":{"ed25519:%2$s":"a"}}}}
            """
                .formatted(bob.userId(), bob.deviceId()));
    assertThat(upload.statusCode()).isEqualTo(200);
    todevice.faults().add(of(Effects.forgottenSince()).times(2));

    assertThat(bobClient.syncAfter(ofBob).body()).contains("{\"t\":\"1\"}");
    HttpResponse<String> forgotten = aliceClient.syncAfter(ofAlice);
    assertThat(changed(forgotten)).isEqualTo(bob.userId());
    assertThat(changed(aliceClient.syncAfter(forgotten))).isEmpty();
  }
}
