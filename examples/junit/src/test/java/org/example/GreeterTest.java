package org.example;

import static io.todevice.testing.Requests.sends;
import static io.todevice.testing.assertj.TodeviceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.faults.Effects;
import io.todevice.faults.FaultRule;
import io.todevice.testing.Awaited;
import io.todevice.testing.Session;
import io.todevice.testing.Todevice;
import io.todevice.testing.junit.TodeviceExtension;
import io.todevice.testing.junit.User;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GreeterTest {

  @RegisterExtension
  static final TodeviceExtension TODEVICE =
      TodeviceExtension.of(Todevice.builder().strict().withFaults());

  @Test
  void greets(Todevice todevice, @User("alice") Session alice, @User("bob") Session bob)
      throws Exception {
    Awaited sent = todevice.await(sends().from(alice).to(bob));
    Greeter greeter = new Greeter(bob.baseUrl(), bob.accessToken());

    new Greeter(alice.baseUrl(), alice.accessToken()).greet(bob.userId(), "hello");

    sent.get();
    assertThat(greeter.sync()).contains("hello");
    greeter.sync();
    assertThat(todevice.messagesTo(bob).from(alice)).deliveredExactlyOnce();
  }

  @Nested
  class OverABadNetwork {

    @Test
    void greetsOnce(Todevice todevice, @User("alice") Session alice, @User("bob") Session bob)
        throws Exception {
      todevice.faults().add(FaultRule.of(Effects.answerLost()).on("sendToDevice").times(1));

      new Greeter(alice.baseUrl(), alice.accessToken()).greet(bob.userId(), "hello");

      assertThat(todevice.exchanges(sends().from(alice))).hasSize(2);
      assertThat(todevice.messagesTo(bob)).wereSent(1);
    }
  }
}
