package io.todevice.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.todevice.spec.assembly.Assembler;
import io.todevice.spec.assembly.Reach;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("References out of the specification's tree")
class ReachTest {

  private static final String FILE =
      "paths: {/a: {get: {operationId: a, responses: {'200': {description: ok, content:"
          + " {application/json: {schema: {$ref: '%s'}}}}}}}}";

  @TempDir Path directory;
  private HttpServer web;
  private String address;

  @BeforeEach
  void serve() throws Exception {
    web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    address = "http://127.0.0.1:" + web.getAddress().getPort();
    page("/schemas/one.yaml", 200, "{title: One, properties: {two: {$ref: deep/two.yaml}}}");
    page("/schemas/deep/two.yaml", 200, "{title: Two, type: string}");
    page("/schemas/out.yaml", 200, "{title: Out, properties: {x: {$ref: ../elsewhere.yaml}}}");
    page("/elsewhere.yaml", 200, "{title: Elsewhere}");
    page("/schemas/moved.yaml", 302, "");
    web.start();
    new SpecFiles(directory).file("shared/one.yaml", "{title: One, type: string}");
  }

  @AfterEach
  void stop() {
    web.stop(0);
  }

  @Test
  @DisplayName("are followed to directories that the build names, and are refused otherwise")
  void directories() throws Exception {
    String shared = directory.toRealPath().resolve("shared").toString();
    for (String reference : new String[] {"../shared/one.yaml", shared + "/one.yaml"}) {
      write(reference);

      assertThat(fault("")).contains("a.yaml#/paths", "leads out of the tree");
      assertThat(assemble(shared).at("/components/schemas/One/type").asText()).isEqualTo("string");
    }
  }

  @Test
  @DisplayName("through a symbolic link are refused as well")
  void links() throws Exception {
    write("linked.yaml");
    Files.createSymbolicLink(
        directory.resolve("spec/linked.yaml"), directory.resolve("shared/one.yaml"));

    assertThat(fault("")).contains("leads out of the tree");
    assertThat(assemble(directory.resolve("shared").toString()).at("/components/schemas").size())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("are followed to web addresses that begin as the build says, and no farther")
  void addresses() {
    write(address + "/schemas/one.yaml");
    assertThat(fault("")).contains("leads out of the tree");
    assertThat(fault(address + "/schema")).contains("leads out of the tree");
    assertThat(assemble(address + "/schemas").at("/components/schemas/Two/type").asText())
        .isEqualTo("string");

    write(address + "/schemas/out.yaml");
    assertThat(fault(address + "/schemas"))
        .contains("/schemas/out.yaml#/properties/x", "leads out of the tree");
    write(address + "/schemas/../elsewhere.yaml");
    assertThat(fault(address + "/schemas")).contains("leads out of the tree");
  }

  @Test
  @DisplayName("to what is not there, or has moved, say so")
  void missing() {
    write(address + "/schemas/none.yaml");
    assertThat(fault(address + "/schemas")).contains("a.yaml#/paths", "is answered with 404");
    write(address + "/schemas/moved.yaml");
    assertThat(fault(address + "/schemas")).contains("is answered with 302");
  }

  @Test
  @DisplayName("to the same path on another port lead to another file")
  void ports() throws Exception {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    String otherAddress = "http://127.0.0.1:" + other.getAddress().getPort();
    page(other, "/schemas/deep/two.yaml", 200, "{title: Three, type: integer}");
    page(
        "/schemas/both.yaml",
        200,
        "{properties: {a: {$ref: deep/two.yaml}, b: {$ref: '"
            + otherAddress
            + "/schemas/deep/two.yaml'}}}");
    other.start();
    try {
      write(address + "/schemas/both.yaml");
      JsonNode schemas = assemble(address + " " + otherAddress).at("/components/schemas");

      assertThat(schemas.at("/Two/type").asText()).isEqualTo("string");
      assertThat(schemas.at("/Three/type").asText()).isEqualTo("integer");
    } finally {
      other.stop(0);
    }
  }

  @Test
  @DisplayName("with user information are refused, and it is not repeated")
  void userInformation() {
    String secret = address.replace("//", "//me:secret@");
    write(secret + "/schemas/one.yaml");

    assertThat(fault(secret)).contains("user information").doesNotContain("secret@127");
  }

  @Test
  @DisplayName("are allowed by a list that has to make sense")
  void list() {
    assertThat(SpecFiles.faultOf(() -> Reach.parse("/no/such/directory")))
        .isEqualTo("/no/such/directory: no such directory");
    assertThat(SpecFiles.faultOf(() -> Reach.parse("https://?x")))
        .contains("no web address that others could begin with");
    assertThat(Reach.parse(" , ")).isEqualTo(Reach.TREE);
  }

  private void page(String path, int status, String text) {
    page(web, path, status, text);
  }

  private static void page(HttpServer server, String path, int status, String text) {
    server.createContext(
        path,
        exchange -> {
          boolean isHere = exchange.getRequestURI().getPath().equals(path);
          exchange.getResponseHeaders().add("Location", "/elsewhere.yaml");
          exchange.sendResponseHeaders(isHere ? status : 404, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(text.getBytes(UTF_8));
          }
        });
  }

  private void write(String reference) {
    new SpecFiles(directory).file("spec/a.yaml", FILE.formatted(reference));
  }

  private JsonNode assemble(String reach) {
    return new Assembler(directory.resolve("spec"), SpecFiles.served("a"), Reach.parse(reach))
        .assemble();
  }

  private String fault(String reach) {
    return SpecFiles.faultOf(() -> assemble(reach));
  }
}
