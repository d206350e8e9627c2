package io.todevice.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.todevice.domain.MatrixException;
import io.todevice.http.exchange.RequestCheck;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.Yaml;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.validation.RequestConstraints;
import jakarta.ws.rs.Consumes;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the document says of bodies and what the server takes, for every served operation: a
 * validator of JSON Schema that the server does not use in this way, with another engine of regular
 * expressions, says what is due.
 */
@DisplayName("A body is taken where the document allows it, and nowhere else:")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentConstraintsTest {

  private static final long SEED = 20261127;
  private static final int BODIES = 1500;
  private static final int EDITS = 160;
  private static final int BODIES_OF_EDIT = 60;

  private static final JsonNode DOCUMENT = withMaps(SpecificationDocument.getTree());

  private final JsonReader reader = new JsonReader(JsonMappers.create());

  @Test
  @DisplayName("by the document that the server was built with")
  void asBuilt() {
    Random random = new Random(SEED);
    List<String> disagreements = new ArrayList<>();
    DocumentConstraints constraints = constraints(DOCUMENT);
    for (Body body : bodies()) {
      compare(DOCUMENT, constraints, body, "as built", BODIES, random, disagreements);
    }

    assertThat(disagreements).isEmpty();
  }

  @Test
  @DisplayName("by documents that demand more, one keyword at one place")
  void edited() {
    Random random = new Random(SEED);
    List<String> disagreements = new ArrayList<>();
    for (Body body : bodies()) {
      List<SchemaEdits.Edit> edits = SchemaEdits.of(DOCUMENT, body.schema());
      Collections.shuffle(edits, random);
      for (SchemaEdits.Edit edit :
          edits.subList(0, Math.min(EDITS / bodies().size(), edits.size()))) {
        compare(
            edit.document(),
            constraints(edit.document()),
            body,
            edit.place(),
            BODIES_OF_EDIT,
            random,
            disagreements);
      }
    }

    assertThat(disagreements).isEmpty();
  }

  @Test
  @DisplayName(
      "but for keys of messages, which do not fail each other (S3), and unknown members (S5)")
  void leniencies() {
    JsonNode document = DOCUMENT.deepCopy();
    Body send = body("sendToDevice");
    ((ObjectNode) document.at(send.schema())).put("additionalProperties", false);
    ObjectNode messages = (ObjectNode) document.at(send.schema()).at("/properties/messages");
    messages.putObject("propertyNames").put("pattern", "^@");
    DocumentConstraints constraints = constraints(document);

    assertThat(refusal(constraints, send, "{\"messages\":{\"bob\":{}},\"more\":1}")).isEmpty();
  }

  @Test
  @DisplayName(
      "and where one is refused, the answer names the field and the reason, and not the value")
  void message() {
    Body send = body("sendToDevice");
    JsonNode document = DOCUMENT.deepCopy();
    ((ObjectNode) document.at(send.schema()).at("/properties/messages/additionalProperties"))
        .putObject("propertyNames")
        .put("maxLength", 3);
    ObjectNode content =
        (ObjectNode)
            document
                .at(send.schema())
                .at("/properties/messages/additionalProperties/additionalProperties");
    content.putObject("properties").putObject("body").put("type", "string").put("pattern", "^!");

    assertThat(
            refusal(
                constraints(document),
                send,
                "{\"messages\":{\"@a:b\":{\"D\":{\"body\":\"secret\"}}}}"))
        .isEqualTo("M_BAD_JSON body /messages/@a:b/D/body: does not match the regex pattern ^!");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"m.login.password","password":"p","identifier":{"type":"m.id.user"}} |
          {"type":"org.example.other"}                     | M_UNKNOWN
          {"type":"m.login.token"}                         | M_UNKNOWN
          {"type":"m.login.password"}                      | M_BAD_JSON
          {"type":"m.login.password","password":1,"identifier":{"type":"m.id.user"}} | M_BAD_JSON
          {"type":"m.login.password","password":"p","identifier":{"type":"other"}} | M_UNKNOWN
          {"type":1}                                       | M_BAD_JSON
          """)
  @DisplayName("and a login of a type that is not offered is refused as such, as alternatives too")
  void loginTypes(String text, @Nullable String code) {
    JsonNode document = DOCUMENT.deepCopy();
    Body login = body("login");
    ObjectNode schema = ((ObjectNode) document.at(login.schema())).removeAll();
    String typed =
        "{\"required\":[\"type\",\"%2$s\"],\"properties\":{\"type\":{\"const\":\"%1$s\"},"
            + "\"%2$s\":{\"type\":\"string\"},\"identifier\":{\"oneOf\":["
            + "{\"properties\":{\"type\":{\"const\":\"m.id.user\"}}},"
            + "{\"properties\":{\"type\":{\"const\":\"m.id.phone\"}}}]}}}";
    schema.set(
        "oneOf",
        Yaml.parse(
            ("["
                    + typed.formatted("m.login.password", "password")
                    + ","
                    + typed.formatted("m.login.token", "token")
                    + "]")
                .getBytes(UTF_8),
            "login"));
    RequestCheck check =
        constraints(document)
            .find(
                SpecificationDocument.of(document).operations().stream()
                    .filter(operation -> operation.operationId().equals("login"))
                    .findFirst()
                    .orElseThrow())
            .orElseThrow();

    if (code == null) {
      check.check(List.of(), "", name -> List.of(), text.getBytes(UTF_8));
    } else {
      assertThatThrownBy(() -> check.check(List.of(), "", name -> List.of(), text.getBytes(UTF_8)))
          .isInstanceOfSatisfying(
              MatrixException.class, e -> assertThat(e.code().errcode()).isEqualTo(code));
    }
  }

  @Test
  @DisplayName("and costs nothing where it demands no more than types")
  void free() {
    RequestConstraints constraints =
        new RequestConstraints(ProjectSpec.assemble(ProjectSpec.DIRECTORY), Runnable::run);

    assertThat(constraints.find("sendToDevice")).isEmpty();
    assertThat(constraints.find("sync")).isEmpty();
  }

  /** Clause S5: every value of a map is what one pattern demands, also where its key is another. */
  private static JsonNode withMaps(JsonNode document) {
    // The formats that Matrix defines are enforced here, and annotations to the other validator.
    document.findParents("format").forEach(schema -> ((ObjectNode) schema).remove("format"));
    for (JsonNode map : document.findParents("patternProperties")) {
      JsonNode patterns = map.get("patternProperties");
      if (patterns.size() == 1 && !map.has("properties") && !map.has("additionalProperties")) {
        ((ObjectNode) map).set("additionalProperties", patterns.elements().next());
        ((ObjectNode) map).remove("patternProperties");
      }
    }
    return document;
  }

  /** A body that the server reads: the operation, where its schema stands, and its Java type. */
  private record Body(String operationId, JsonPointer schema, Type type) {}

  private static List<Body> bodies() {
    List<Body> bodies = new ArrayList<>();
    for (ServedOperation operation : SpecificationDocument.of(DOCUMENT).operations()) {
      if (operation.hasRequestBody()) {
        JsonPointer schema =
            JsonPointer.empty()
                .appendProperty("paths")
                .appendProperty(operation.path())
                .appendProperty(operation.method().toLowerCase(Locale.ROOT))
                .append(JsonPointer.compile("/requestBody/content/application~1json/schema"));
        bodies.add(new Body(operation.operationId(), schema, typeOf(operation.operationId())));
      }
    }
    return bodies;
  }

  private static Body body(String operationId) {
    return bodies().stream()
        .filter(body -> body.operationId().equals(operationId))
        .findFirst()
        .orElseThrow();
  }

  private static Type typeOf(String operationId) {
    String name = operationId.substring(0, 1).toUpperCase(Locale.ROOT) + operationId.substring(1);
    try {
      for (Method method : Class.forName("io.todevice.api." + name + "Api").getMethods()) {
        if (method.isAnnotationPresent(Consumes.class)) {
          Annotation[][] annotations = method.getParameterAnnotations();
          for (int i = 0; i < annotations.length; i++) {
            if (annotations[i].length == 0) {
              return method.getGenericParameterTypes()[i];
            }
          }
        }
      }
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError(operationId);
  }

  private void compare(
      JsonNode document,
      DocumentConstraints constraints,
      Body body,
      String place,
      int count,
      Random random,
      List<String> disagreements) {
    Schema oracle = oracle(document, document.at(body.schema()));
    RequestBodies bodies = new RequestBodies(document, random);
    for (int i = 0; i < count; i++) {
      String text = bodies.next(document.at(body.schema())).toString();
      boolean isAllowed = oracle.validate(text, InputFormat.JSON).isEmpty();
      String refusal = refusal(constraints, body, text);
      if (isAllowed != refusal.isEmpty()) {
        disagreements.add(body.operationId() + " " + place + " " + text + " -> " + refusal);
      }
    }
  }

  private String refusal(DocumentConstraints constraints, Body body, String text) {
    try {
      constraints.checkBody(body.operationId(), text.getBytes(UTF_8), "body");
      reader.read(text.getBytes(UTF_8), body.type());
      return "";
    } catch (MatrixException e) {
      return e.code() + " " + e.getMessage();
    }
  }

  private static DocumentConstraints constraints(JsonNode document) {
    return new DocumentConstraints(
        new RequestConstraints(document, Runnable::run), List.of("m.login.password"));
  }

  private static Schema oracle(JsonNode document, JsonNode schema) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putArray("allOf").add(schema);
    root.putObject("components").set("schemas", document.at("/components/schemas"));
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(),
            builder ->
                builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().losslessNarrowing(true).build()));
    return registry.getSchema(root.toString(), InputFormat.JSON);
  }
}
