package io.todevice.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.ObservedExchange;
import io.todevice.http.exchange.ObservedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@link ServerFixture} watches over would be found. */
@DisplayName("A server that disagrees with its document")
class AgreementTest {

  private static final String SYNC = "/_matrix/client/v3/sync";
  private static final String SEND = "/_matrix/client/v3/sendToDevice/m.test/t1";

  private final Agreement agreement = new Agreement();

  @Test
  @DisplayName("is found out by a response that lacks what is required")
  void response() {
    observe("GET", SYNC, "", 200, "{\"to_device\":{\"events\":[]}}");

    assertThat(agreement.takeDisagreements()).singleElement().asString().contains("next_batch");
    assertThat(agreement.takeDisagreements()).isEmpty();
  }

  @Test
  @DisplayName("is found out by a status and an error that the document does not have")
  void error() {
    observe("GET", SYNC, "", 400, "{\"error\":\"no code\"}");
    observe("GET", "/elsewhere", "", 200, "{}");

    assertThat(agreement.takeDisagreements()).hasSize(2);
  }

  @Test
  @DisplayName("is found out by a success for a request that the document does not allow")
  void request() {
    observe("PUT", SEND, "{\"messages\":{\"@a:b\":{\"D\":\"text\"}}}", 200, "{}");
    observe("PUT", SEND, "{\"messages\":{\"@a:b\":{\"D\":\"text\"}}}", 400, "{\"errcode\":\"M\"}");

    assertThat(agreement.takeDisagreements())
        .singleElement()
        .asString()
        .contains("the request was taken", "/messages/@a:b/D");
  }

  @Test
  @DisplayName("is kept by a success for an absent body only where that need not have members")
  void absentBody() {
    observe("PUT", "/_matrix/client/v3/devices/D", "", 200, "{}");
    assertThat(agreement.takeDisagreements()).isEmpty();

    observe("PUT", SEND, "", 200, "{}");
    assertThat(agreement.takeDisagreements())
        .singleElement()
        .asString()
        .contains("the request was taken");
  }

  private void observe(String method, String path, String body, int status, String answer) {
    agreement.observe(
        new ObservedExchange(
            new ObservedRequest(
                method,
                path,
                "",
                Map.of("authorization", List.of("Bearer t")),
                body.getBytes(UTF_8),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0),
            status,
            "application/json",
            answer.getBytes(UTF_8)));
  }
}
