package io.todevice.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.DeviceKey;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserKey;
import io.todevice.model.DefineFilterRequest;
import io.todevice.model.DeleteDevicesRequest;
import io.todevice.model.LoginRequest;
import io.todevice.model.RegisterRequestAuth;
import io.todevice.model.SendToDeviceRequest;
import io.todevice.model.SyncResponseToDeviceEventsItem;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Reading request bodies")
class JsonReaderTest {

  private static final JsonMapper MAPPER = JsonMappers.create();
  private final JsonReader reader = new JsonReader(MAPPER);

  @DisplayName("S4: content stays what it was, byte for byte")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "{\"a\" : 1 ,\n\t\"b\":[ ]}",
        "{\"n\":123456789012345678901234567890,\"f\":1.10,\"e\":1E5,\"z\":-0,\"t\":0.1e-7}",
        "{\"\":{\"\":[null,true,false]}}",
        "{\"s\":\"\\u00e9\\/\\\"\\\\\\n\",\"raw\":\"é 😀\"}",
        "{\"pair\":\"\\ud83d\\ude00\",\"k\\u0061\":1}",
        "{\"z\":1,\"a\":2}",
        "{\"nested\":[[[[{\"x\":[{}]}]]]]}",
      })
  void contentStaysWhatItWas(String content) throws Exception {
    SendToDeviceRequest request = send("{\"@u:h\": {\"D\" :  " + content + " , \"E\":{}}}");

    JsonObject read = contentOf(request, "D");

    assertThat(read).hasToString(content);
    SyncResponseToDeviceEventsItem event = event(read);
    assertThat(MAPPER.writeValueAsString(event))
        .isEqualTo("{\"sender\":\"@s:h\",\"type\":\"t\",\"content\":" + content + "}");
    assertThat(new String(MAPPER.writeValueAsBytes(event), UTF_8))
        .contains("\"content\":" + content);
  }

  @Test
  @DisplayName("S4: content larger than a write buffer stays what it was")
  void largeContentStaysWhatItWas() throws Exception {
    String content = "{\"k\":\"" + "é".repeat(100_000) + "\"}";
    JsonObject read = contentOf(send("{\"@u:h\":{\"D\":" + content + "}}"), "D");

    assertThat(new String(MAPPER.writeValueAsBytes(event(read)), UTF_8)).endsWith(content + "}");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("", ErrorCode.M_NOT_JSON),
        Arguments.of("{", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{}} x", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{}} {\"messages\":{}}", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{}} null", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{}} ]", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{}}{", ErrorCode.M_NOT_JSON),
        Arguments.of("5 {}", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":5, ", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{\"a\":01}}}}", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{\"a\":\"\\x\"}}}}", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{'a':1}}}}", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{\"a\":NaN}}}}", ErrorCode.M_NOT_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{\"a\":\"\u0001\"}}}}", ErrorCode.M_NOT_JSON),
        Arguments.of("\uFEFF{\"messages\":{}}", ErrorCode.M_NOT_JSON),
        Arguments.of("{}", ErrorCode.M_MISSING_PARAM),
        Arguments.of("{\"message\":{}}", ErrorCode.M_MISSING_PARAM),
        Arguments.of("null", ErrorCode.M_BAD_JSON),
        Arguments.of("[]", ErrorCode.M_BAD_JSON),
        Arguments.of("\"\"", ErrorCode.M_BAD_JSON),
        Arguments.of("5", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":null}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":[]}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":\"\"}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":null}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":[]}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":\"\"}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":null}}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":\"x\"}}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":[{}]}}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":7}}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{}},\"@u:h\":{}}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{},\"D\":{}}}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{},\"messages\":{}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{\"a\":1,\"a\":2}}}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{\"a\":1e999}}}}", ErrorCode.M_BAD_JSON),
        Arguments.of(
            "{\"messages\":{\"@u:h\":{\"D\":{\"a\":" + "9".repeat(400) + "}}}}",
            ErrorCode.M_BAD_JSON),
        Arguments.of(
            "{\"messages\":{\"@u:h\":{\"D\":{\"a\":" + "9".repeat(4000) + "}}}}",
            ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{\"a\":\"\\ud83d\"}}}}", ErrorCode.M_BAD_JSON),
        Arguments.of(
            "{\"messages\":{\"@u:h\":{\"D\":{\"a\":\"\\ud83dx\\ude00\"}}}}", ErrorCode.M_BAD_JSON),
        Arguments.of(
            "{\"messages\":{\"@u:h\":{\"D\":{\"a\":\"\\ude00\\ud83d\"}}}}", ErrorCode.M_BAD_JSON),
        Arguments.of("{\"messages\":{\"@u:h\":{\"D\":{\"\\udc00\":1}}}}", ErrorCode.M_NOT_JSON),
        Arguments.of(
            "{\"messages\":{\"@u:h\":{\"D\":{\"a\":"
                + "[".repeat(10_000)
                + "]".repeat(10_000)
                + "}}}}",
            ErrorCode.M_BAD_JSON));
  }

  @DisplayName(
      "S5, S6: a body that is not what the specification says is refused with the code for it")
  @ParameterizedTest
  @MethodSource("refusals")
  void bodyOfAnotherShapeIsRefused(String body, ErrorCode code) {
    assertThatThrownBy(() -> reader.read(body.getBytes(UTF_8), SendToDeviceRequest.class))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @DisplayName("S5: the refusal names the property and the reason, and no value")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'type':'t','device_id':null}|'device_id' must not be null",
        "{'type':'t','device_id':5}|'device_id' must be a string",
        "{'type':'t','refresh_token':'secret'}|'refresh_token' must be true or false",
        "{'type':'t','identifier':'secret'}|'identifier' must be an object",
        "{'type':'t','identifier':{'type':1}}|'identifier.type' must be a string",
        "{'type':'t','identifier':{}}|Missing property 'identifier.type'",
        "{}|Missing property 'type'",
        "{'type':'t','type':'secret'}|The body holds the key 'type' twice",
        "{'type':'t','x':{'a':1,'a':2}}|The body holds the key 'a' twice",
        "['secret']|The body must be an object",
        "{'type':'t'} {}|The body is not JSON: something follows the value",
      })
  void refusalNamesTheProperty(String body, String message) {
    assertThatThrownBy(
            () -> reader.read(body.replace('\'', '"').getBytes(UTF_8), LoginRequest.class))
        .isInstanceOf(MatrixException.class)
        .hasMessage(message);
  }

  @DisplayName("S6: bytes that are not UTF-8 are no JSON")
  @ParameterizedTest
  @ValueSource(strings = {"ff", "c3", "c0af", "eda080", "f4908080", "80", "e28228"})
  void bytesThatAreNotUtf8AreNoJson(String hex) {
    byte[] wrong = java.util.HexFormat.of().parseHex(hex);
    byte[] head = "{\"messages\":{\"@u:h\":{\"D\":{\"a\":\"".getBytes(UTF_8);
    byte[] tail = "\"}}}}".getBytes(UTF_8);
    byte[] body = java.util.Arrays.copyOf(head, head.length + wrong.length + tail.length);
    System.arraycopy(wrong, 0, body, head.length, wrong.length);
    System.arraycopy(tail, 0, body, head.length + wrong.length, tail.length);

    assertThatThrownBy(() -> reader.read(body, SendToDeviceRequest.class))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_NOT_JSON));
  }

  @Test
  @DisplayName("S5: unknown fields are passed over, however they look")
  void unknownFieldsArePassedOver() {
    assertThat(read("{\"x\":[1,{\"y\":null}],\"messages\":{},\"z\":\"\\ud83d\"}").messages())
        .isEmpty();
  }

  @Test
  @DisplayName("S3: a key that is no user ID stays a key")
  void keyThatIsNoUserIdStays() {
    assertThat(send("{\"nobody\":{\"D\":{}},\"\":{}}").messages())
        .containsOnlyKeys(new UserKey("nobody"), new UserKey(""));
  }

  @DisplayName("A value of another JSON type than the specification's is refused, not converted")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":5}",
        "{\"type\":true}",
        "{\"type\":null}",
        "{\"type\":[\"t\"]}",
        "{\"type\":\"t\",\"refresh_token\":\"true\"}",
        "{\"type\":\"t\",\"refresh_token\":1}",
        "{\"type\":\"t\",\"device_id\":null}",
        "{\"type\":\"t\",\"identifier\":\"u\"}",
      })
  void valueOfAnotherTypeIsRefused(String body) {
    assertThatThrownBy(() -> reader.read(body.getBytes(UTF_8), LoginRequest.class))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_BAD_JSON));
  }

  @ParameterizedTest
  @DisplayName("A whole number is one however it is written")
  @ValueSource(strings = {"404", "404.0", "4.04e2", "40400E-2"})
  void wholeNumbers(String number) {
    assertThat(Objects.requireNonNull(filter(number).presence()).limit()).isEqualTo(404L);
  }

  @ParameterizedTest
  @DisplayName("S5: a number that is not whole, or has more than 64 bits, is refused")
  @ValueSource(
      strings = {
        "404.5",
        "1e-999999999",
        "1e999999999",
        "9223372036854775808",
        "9.3e18",
        "\"404\"",
        "true",
        "null",
        "[404]"
      })
  void noWholeNumber(String value) {
    assertThatThrownBy(() -> filter(value))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_BAD_JSON));
  }

  private static SyncResponseToDeviceEventsItem event(JsonObject content) {
    return SyncResponseToDeviceEventsItem.of(
        SyncResponseToDeviceEventsItem.builder().sender("@s:h").type("t").content(content));
  }

  private DefineFilterRequest filter(String limit) {
    String body = "{\"presence\":{\"limit\":" + limit + "}}";
    return reader.read(body.getBytes(UTF_8), DefineFilterRequest.class);
  }

  @Test
  void nullInAListIsRefused() {
    assertThatThrownBy(
            () -> reader.read("{\"devices\":[null]}".getBytes(UTF_8), DeleteDevicesRequest.class))
        .isInstanceOf(MatrixException.class);
  }

  @Test
  void propertiesThatTheSpecificationDoesNotNameAreKeptWhereItAllowsThem() throws Exception {
    RegisterRequestAuth auth =
        reader.read(
            "{\"type\":\"m.login.password\",\"password\":\"p\",\"identifier\":{\"user\":1.0}}"
                .getBytes(UTF_8),
            RegisterRequestAuth.class);

    assertThat(auth.type()).isEqualTo("m.login.password");
    assertThat(auth.additionalProperties().get("password")).hasToString("\"p\"");
    assertThat(auth.additionalProperties().get("identifier")).hasToString("{\"user\":1.0}");
    assertThat(MAPPER.writeValueAsString(auth))
        .isEqualTo(
            "{\"type\":\"m.login.password\",\"password\":\"p\",\"identifier\":{\"user\":1.0}}");
    assertThat(auth.toString()).doesNotContain("password");
  }

  @DisplayName("Any kind of value passes through where the specification says nothing of it")
  @ParameterizedTest
  @ValueSource(
      strings = {"\"a b\"", "12.50", "-7", "true", "null", "[1, 2]", "{ \"x\" : 1 }", "\"\""})
  void anyKindOfValuePassesThrough(String value) {
    RegisterRequestAuth auth =
        reader.read(
            ("{\"k\" : " + value + " , \"l\":1}").getBytes(UTF_8), RegisterRequestAuth.class);

    assertThat(auth.additionalProperties().get("k")).hasToString(value);
  }

  private static JsonObject contentOf(SendToDeviceRequest request, String device) {
    Map<DeviceKey, JsonObject> contents =
        request.messages().getOrDefault(new UserKey("@u:h"), Map.of());
    return Objects.requireNonNull(contents.get(new DeviceKey(device)));
  }

  private SendToDeviceRequest read(String body) {
    return reader.read(body.getBytes(UTF_8), SendToDeviceRequest.class);
  }

  private SendToDeviceRequest send(String messages) {
    return read("{\"messages\":" + messages + "}");
  }
}
