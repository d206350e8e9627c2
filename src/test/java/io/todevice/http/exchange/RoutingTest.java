package io.todevice.http.exchange;

import io.todevice.http.exchange.TestServer.Mode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

class RoutingTest {

  @Nested
  @DisplayName("Resource methods called directly")
  class Direct extends RoutingCases {

    Direct() {
      super(Mode.DIRECT);
    }
  }

  @Nested
  @DisplayName("Resource methods called by Jersey's pipeline")
  class Pipeline extends RoutingCases {

    Pipeline() {
      super(Mode.PIPELINE);
    }
  }
}
