package io.todevice.testing;

import static io.todevice.faults.FaultRule.of;
import static io.todevice.testing.Requests.requests;
import static io.todevice.testing.Requests.sends;
import static io.todevice.testing.Requests.syncs;
import static io.todevice.testing.assertj.TodeviceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.faults.Effect;
import io.todevice.faults.Effects;
import io.todevice.faults.ProxyResponse;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a fault answers in place of the server")
class FaultsInJournalTest extends FaultsFixture {

  private void refuse(String operation) {
    todevice.faults().add(of(Effects.unavailable()).on(operation).times(1));
  }

  @Test
  @DisplayName("is in the journal with the effect, as what the server answers is without one")
  void recorded() {
    refuse("sendToDevice");
    assertThat(greet("a%2Fb").statusCode()).isEqualTo(503);
    assertThat(greet("a%2Fb").statusCode()).isEqualTo(200);
    assertThat(todevice.exchanges()).hasSize(2);
    RecordedExchange refused = todevice.exchanges().get(0);
    RecordedExchange served = todevice.exchanges().get(1);
    assertThat(refused.fault()).hasValue("unavailable");
    assertThat(refused.status()).hasValue(503);
    assertThat(refused.responseBody()).contains("503 Service Unavailable");
    assertThat(served.fault()).isEmpty();
    assertThat(refused.pathValues()).isEqualTo(served.pathValues()).containsExactly(TYPE, "a/b");
    assertThat(refused.requestBody()).isEqualTo(served.requestBody());
    assertThat(refused.userId()).isEqualTo(served.userId()).hasValue(alice.userId());
    assertThat(refused.deviceId()).isEqualTo(served.deviceId()).isPresent();
    assertThat(refused.headers().get("authorization"))
        .isEqualTo(served.headers().get("authorization"))
        .hasSize(1);
    refuse("sync");
    assertThat(bobClient.sync("timeout=0&since=a%20b").statusCode()).isEqualTo(503);
    assertThat(todevice.exchanges(syncs().withQuery("since", "a b").answered(503))).hasSize(1);
  }

  @Test
  @DisplayName("is what a test waits for, and is named among the near misses")
  void awaited() {
    Awaited arrival = todevice.awaitArrival(sends());
    Awaited answer = todevice.await(sends());
    Awaited success = todevice.await(sends().answered(200));
    refuse("sendToDevice");
    greet("1");
    assertThat(arrival.get().status()).isEmpty();
    assertThat(answer.get().fault()).hasValue("unavailable");
    assertThatThrownBy(() -> success.get(Duration.ofMillis(1)))
        .hasMessageEndingWith(
            "sendToDevice ["
                + TYPE
                + ", 1] from @alice:localhost/DEVICE, answered 503 by the fault unavailable: not"
                + " answered 200");
  }

  @Test
  @DisplayName("sends nothing, acknowledges nothing, and explains what was not delivered")
  void deliveries() {
    refuse("sendToDevice");
    greet("1");
    assertThatThrownBy(() -> assertThat(todevice.messagesTo(bob)).deliveredExactlyOnce())
        .hasMessageContaining("but none was sent\n  sendToDevice [")
        .hasMessageEndingWith("answered 503 by the fault unavailable");
    greet("1");
    HttpResponse<String> page = bobClient.sync("");
    refuse("sync");
    bobClient.syncAfter(page);
    assertThatThrownBy(() -> assertThat(todevice.messagesTo(bob)).deliveredExactlyOnce())
        .hasMessageContaining("acknowledged 0 times\n  sendToDevice [")
        .hasMessageEndingWith(
            "\n  sync from @bob:localhost/DEVICE, answered 503 by the fault unavailable");
    assertThat(todevice.messagesTo(bob).ofType("other").answeredByFaults()).hasSize(1);
    assertThat(todevice.messagesTo(bob).from(bob).answeredByFaults()).hasSize(1);
    assertThat(todevice.messagesTo(alice).answeredByFaults()).isEmpty();
    bobClient.syncAfter(page);
    assertThat(todevice.messagesTo(bob)).wereSent(1).deliveredExactlyOnce();
  }

  @Test
  @DisplayName("takes its room in the journal, like everything else")
  void bounded() {
    try (Todevice small = Todevice.builder().withFaults().journalBytes(20_000).start()) {
      small.faults().add(of(Effects.unavailable()));
      TestClient client = TestClient.of(small.user("alice"));
      for (int i = 0; i < 50; i++) {
        client.send(TYPE, "1", "@alice:localhost", "*", "{\"t\":\"" + "x".repeat(1_000) + "\"}");
      }
      assertThat(small.exchanges().stream().mapToLong(RecordedExchange::weight).sum())
          .isBetween(15_000L, 20_000L);
      assertThat(small.droppedExchanges()).isEqualTo(50 - small.exchanges().size());
    }
  }

  @Test
  @DisplayName("is not what an effect makes of the server's answer, or what the server has seen")
  void seenByServer() {
    todevice
        .faults()
        .add(
            of(new Effect(
                    "of-a-test",
                    Set.of("sync"),
                    (request, upstream) -> {
                      upstream.send(request);
                      return ProxyResponse.error(500, "M_UNKNOWN");
                    }))
                .times(1));
    assertThat(bobClient.sync("").statusCode()).isEqualTo(500);
    todevice.faults().clear();
    todevice.faults().add(of(Effects.reordered()), of(Effects.unavailable()).on("sync").times(1));
    assertThat(bobClient.sync("").statusCode()).isEqualTo(503);
    assertThat(todevice.exchanges()).hasSize(2).allMatch(seen -> seen.fault().isEmpty());
  }

  @Test
  @DisplayName("belongs to the test whose user has asked")
  void shared() {
    try (Todevice one = todevice.share();
        Todevice other = todevice.share()) {
      one.faults().add(of(Effects.unavailable()));
      TestClient.of(one.user("alice")).sync("");
      assertThat(one.exchanges(requests().answered(503))).hasSize(1);
      assertThat(other.exchanges()).isEmpty();
    }
  }
}
