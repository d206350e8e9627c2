package io.todevice.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.http.route.FixedDocument;
import io.todevice.http.route.FixedDocument.Content;
import io.todevice.text.Html;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code GET /}: what runs here and where its document is, for people and for programs. */
final class RootPage {

  private static final String NAME = "todevice-server";
  private static final String WHAT = "A Matrix server for send-to-device messages";

  private RootPage() {}

  /**
   * The page.
   *
   * @param revision the specification's
   */
  static FixedDocument of(String revision) {
    return new FixedDocument(
        "/",
        List.of(
            content("application/json", json(revision)),
            content("text/html; charset=utf-8", html(revision))));
  }

  private static Content content(String mediaType, String text) {
    return new Content(mediaType, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String json(String revision) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("name", NAME)
        .put("description", WHAT)
        .put("version", BuildInfo.version())
        .put("specification", revision)
        .put("openapi", SpecificationFiles.JSON)
        .put("openapi_yaml", SpecificationFiles.YAML);
    return page.toString();
  }

  private static String html(String revision) {
    return Html.page(
        NAME,
        Html.NONE,
        Html.NONE,
        Html.of(
            """
            <h1>{} {}</h1>
            <p>{}, generated from the client-server specification {}.</p>
            <p>What it serves: <a href="{}">OpenAPI as JSON</a>, <a href="{}">as YAML</a>.</p>
            """,
            NAME,
            BuildInfo.version(),
            WHAT,
            revision,
            SpecificationFiles.JSON,
            SpecificationFiles.YAML));
  }
}
