package io.todevice.testing;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;

/** A server with faults, and two users of it. */
abstract class FaultsFixture {

  static final String TYPE = "org.example.greeting";

  final Todevice todevice = Todevice.builder().withFaults().start();
  final Session alice = todevice.user("alice");
  final Session bob = todevice.user("bob");
  final TestClient aliceClient = TestClient.of(alice);
  final TestClient bobClient = TestClient.of(bob);

  @AfterEach
  void stop() {
    todevice.close();
  }

  /** Sends a message whose content tells its transaction, from Alice to Bob. */
  HttpResponse<String> greet(String transaction) {
    return aliceClient.send(
        TYPE, transaction, bob.userId(), bob.deviceId(), "{\"t\":\"" + transaction + "\"}");
  }
}
