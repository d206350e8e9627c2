package io.todevice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.model.SpecificationDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the server does not see the position of a sync")
class ForgottenSinceTest {

  private static final ProxyResponse ALL =
      sync("s2", "\"account_data\":{\"events\":[1,2]}", "{\"n\":1},{\"n\":2}");
  private static final ProxyResponse NEWS =
      sync("s3", "\"device_lists\":{\"changed\":[\"@bob:x\"],\"left\":[]}", "{\"n\":2},{\"n\":3}");

  private final FaultRules rules =
      new FaultRules(
          SpecificationDocument.get(), token -> Optional.empty(), (user, device) -> true);
  private final List<String> received = new ArrayList<>();
  private ProxyResponse withoutSince = ALL;
  private ProxyResponse withSince = NEWS;

  private static ProxyResponse sync(String nextBatch, String rest, String events) {
    return ProxyResponse.json(
        200,
        "{\"next_batch\":\"%s\",%s,\"to_device\":{\"events\":[%s]}}"
            .formatted(nextBatch, rest, events));
  }

  @BeforeEach
  void add() {
    rules.add(FaultRules.EVERYBODY, List.of(FaultRule.of(Effects.forgottenSince()).times(1)));
  }

  private ProxyResponse sync() throws Exception {
    return rules.handle(
        new ProxyRequest(
            "GET",
            "/_matrix/client/v3/sync?timeout=30000&since=s1",
            List.of("Authorization: Bearer secret"),
            new byte[0],
            /* wasChunked= */ false),
        request -> {
          boolean isSince = new SyncRequest(request).since().isPresent();
          received.add(isSince ? "since" : "all");
          return isSince ? withSince : withoutSince;
        });
  }

  @Test
  @DisplayName("its messages come again, with the other changes since the position")
  void merged() throws Exception {
    assertThat(sync().text())
        .isEqualTo(
            "{\"next_batch\":\"s2\",\"device_lists\":{\"changed\":[\"@bob:x\"],\"left\":[]},"
                + "\"to_device\":{\"events\":[{\"n\":1},{\"n\":2}]}}");
    // The other way round the messages would be acknowledged before they come again.
    assertThat(received).containsExactly("all", "since");
  }

  @Test
  @DisplayName("a refusal of one of the two requests is the response")
  void refused() throws Exception {
    withoutSince = ProxyResponse.error(429, "M_LIMIT_EXCEEDED");
    assertThat(sync()).isSameAs(withoutSince);
    assertThat(received).containsExactly("all");
    add();
    withoutSince = ALL;
    withSince = ProxyResponse.error(401, "M_UNKNOWN_TOKEN");
    assertThat(sync()).isSameAs(withSince);
  }

  @Test
  @DisplayName("the response with the position comes where the other cannot be looked at")
  void tooLong() throws Exception {
    withoutSince = ProxyResponse.json(200, "{");
    assertThat(sync()).isSameAs(NEWS);
  }
}
