package io.todevice.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.DeviceKey;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserKey;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.model.SendToDeviceRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

/** What takes the contents out of the body of a send. */
@DisplayName("The reader of a send's body")
class SendBodyFuzzTest {

  private static final Set<ErrorCode> REFUSALS =
      Set.of(ErrorCode.M_NOT_JSON, ErrorCode.M_BAD_JSON, ErrorCode.M_MISSING_PARAM);

  private static final JsonReader READER = new JsonReader(JsonMappers.create());

  /** Reads trees, and refuses nothing that is JSON and small enough to be one. */
  private static final JsonMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  static {
    TREES
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build());
  }

  @FuzzTest(maxDuration = "2m")
  @DisplayName("S4, S5: any bytes are refused by their code, or taken apart where the tree has it")
  void anyBytes(byte[] body) throws IOException {
    SendToDeviceRequest request;
    try {
      request = READER.read(body, SendToDeviceRequest.class);
    } catch (MatrixException refusal) {
      assertThat(REFUSALS).contains(refusal.code());
      return;
    }
    JsonNode messages = TREES.readTree(body).path("messages");
    for (Map.Entry<UserKey, Map<DeviceKey, JsonObject>> user : request.messages().entrySet()) {
      JsonNode devices = messages.path(user.getKey().value());
      assertThat(devices.size()).isEqualTo(user.getValue().size());
      for (Map.Entry<DeviceKey, JsonObject> device : user.getValue().entrySet()) {
        byte[] content = device.getValue().toBytes();
        assertThat(TREES.readTree(content)).isEqualTo(devices.path(device.getKey().value()));
      }
    }
    assertThat(messages.size()).isEqualTo(request.messages().size());
  }
}
