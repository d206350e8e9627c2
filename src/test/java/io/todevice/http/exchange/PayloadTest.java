package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.http.exchange.TestServer.Mode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PayloadTest {

  @Nested
  @DisplayName("Resource methods called directly")
  class Direct extends PayloadCases {

    Direct() {
      super(Mode.DIRECT);
    }
  }

  @Nested
  @DisplayName("Resource methods called by Jersey's pipeline")
  class Pipeline extends PayloadCases {

    Pipeline() {
      super(Mode.PIPELINE);
    }

    @Test
    @DisplayName("R1: a resource of the application's own is served beside the operations")
    void ownResource() {
      Reply fine = get("/own/fine?x=1", "");
      assertThat(fine.body()).isEqualTo("{\"text\":\"fine\"}");
      assertThat(fine.headers()).containsEntry("x-own", "yes").containsEntry("x-filtered", "200");
      Reply posted =
          request("POST", "/own", "Content-Type: application/json\n", "{\"a\":\"before\"}");
      assertThat(posted.body()).isEqualTo("{\"a\":\"after\"}");
      assertError(get("/own", ""), 405, "M_UNRECOGNIZED");
      assertError(get("/elsewhere", ""), 404, "M_UNRECOGNIZED");
      assertError(get("/%ff", ""), 400, "M_INVALID_PARAM");
    }

    @Test
    @DisplayName("R1: its filters and interceptors see the operations")
    void filters() {
      assertThat(get(V3 + "/public", "").headers()).containsEntry("x-filtered", "200");
      assertThat(get(V3 + "/fail/matrix", "").headers()).containsEntry("x-filtered", "403");
      Reply changed = request("POST", V3 + "/model", "", "{\"name\":\"before\",\"any\":1}");
      assertThat(changed.body()).isEqualTo("{\"text\":\"after\"}");
    }

    @Test
    @DisplayName("A1: an error body of the application's own passes, if it is JSON")
    void ownErrors() {
      Reply flows = get("/own/flows", "");
      assertThat(flows.status()).isEqualTo(401);
      assertThat(flows.body()).isEqualTo("{\"text\":\"flows\"}");
      assertError(get("/own/bare", ""), 403, "M_FORBIDDEN");
      assertError(get("/own/text", ""), 500, "M_UNKNOWN");
      assertError(get("/own/html", ""), 400, "M_UNKNOWN");
      assertThat(get("/own/runtime", "").body()).contains("M_UNKNOWN").doesNotContain("secret");
    }
  }
}
