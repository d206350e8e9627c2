package io.todevice.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.todevice.model.SendToDeviceRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What reading a body leaves behind, in bytes that its thread has allocated. */
@DisplayName("Reading bodies whose member names are identities")
class JsonReaderGarbageTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final JsonReader READER = new JsonReader(JsonMappers.create());

  @Test
  @DisplayName("costs no more with 20,000 users, devices and keys than with one")
  void namesAreNotKept() {
    List<byte[]> same = IntStream.range(0, 20_000).mapToObj(i -> body(0)).toList();
    List<byte[]> varied = IntStream.range(0, 20_000).mapToObj(JsonReaderGarbageTest::body).toList();
    garbage(same, JsonReaderGarbageTest::read);

    long one = garbage(same, JsonReaderGarbageTest::read);
    long many = garbage(varied, JsonReaderGarbageTest::read);

    assertThat(many).isLessThan(one + 200).isLessThan(3_000);
  }

  static void read(byte[] body) {
    SendToDeviceRequest request = READER.read(body, SendToDeviceRequest.class);
    assertThat(request.messages()).hasSize(1);
  }

  /** How many bytes one body leaves behind on average. */
  static long garbage(List<byte[]> bodies, Consumer<byte[]> reader) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    bodies.forEach(reader);
    return (THREADS.getThreadAllocatedBytes(thread) - before) / bodies.size();
  }

  /** A message to a device, encrypted for it, as a client sends it. */
  static byte[] body(int number) {
    return """
    {"messages":{"@user%d:example.org":{"DEVICE%d":{"algorithm":"m.olm.v1.curve25519-aes-sha2",\
    "sender_key":"%s","ciphertext":{"%s":{"type":1,"body":"%s"}}}}}}\
    """
        .formatted(number, number, key(7), key(number), "A".repeat(150))
        .getBytes(UTF_8);
  }

  private static String key(int number) {
    return "hJ2%08dBwK5yWbLQ0u7VxgQTnRZ0m8E9x5U0".formatted(number);
  }
}
