package io.todevice.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestLifetimeTest {

  private final RequestLifetime lifetime = new RequestLifetime();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  @DisplayName("D4: what was registered runs once when the request is abandoned")
  void abandoned() {
    lifetime.onAbandoned(runs::incrementAndGet);
    lifetime.onAbandoned(
        () -> {
          throw new IllegalStateException("x");
        });
    lifetime.onAbandoned(runs::incrementAndGet);
    assertThat(lifetime.isAbandoned()).isFalse();

    lifetime.abandon();
    lifetime.abandon();
    lifetime.complete();

    assertThat(runs).hasValue(2);
    assertThat(lifetime.isAbandoned()).isTrue();
  }

  @Test
  @DisplayName("D4: what is registered too late runs at once")
  void late() {
    lifetime.abandon();
    lifetime.onAbandoned(runs::incrementAndGet);
    assertThat(runs).hasValue(1);
  }

  @Test
  @DisplayName("D4: nothing runs for a request that was answered")
  void answered() {
    lifetime.onAbandoned(runs::incrementAndGet);
    lifetime.complete();
    lifetime.abandon();
    lifetime.onAbandoned(runs::incrementAndGet);
    assertThat(runs).hasValue(0);
    assertThat(lifetime.isAbandoned()).isFalse();
  }
}
