package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.model.SpecificationDocument;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The root page")
class RootPageTest extends ServerFixture {

  private static final String REVISION = SpecificationDocument.get().revision();

  @Test
  @DisplayName("says to programs what runs, of which version, and where its document is")
  void json() {
    Answer page = get("GET", "application/json");

    assertThat(page.text("name")).isEqualTo("todevice-server");
    assertThat(page.text("description")).contains("send-to-device");
    assertThat(page.text("version")).isEqualTo(BuildInfo.version());
    assertThat(page.text("specification")).isEqualTo(REVISION);
    assertThat(anonymous.get(page.text("openapi")).json().has("paths")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | application/json",
        "*/* | application/json",
        "text/html | text/html; charset=utf-8",
        "TEXT/*;q=0.5, application/*;q=0.4 | text/html; charset=utf-8",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html;"
            + " charset=utf-8",
        "text/html;q=0.1, application/json;q=0.2 | application/json",
        "text/html;q=0, */* | application/json",
        "image/png | application/json",
        "text/html;q=x, ;, / | text/html; charset=utf-8"
      })
  @DisplayName("comes in the media type that the client prefers")
  void mediaTypes(@Nullable String accept, String mediaType) {
    assertThat(get("GET", accept).header("Content-Type")).isEqualTo(mediaType);
  }

  @Test
  @DisplayName("says the same to people")
  void html() {
    assertThat(get("GET", "text/html").body())
        .startsWith("<!DOCTYPE html>")
        .contains(BuildInfo.version(), REVISION, "href=\"/openapi.json\"");
  }

  @Test
  @DisplayName("has no body for HEAD, and no other method")
  void methods() {
    assertThat(get("HEAD", "text/html").body()).isEmpty();
    assertThat(get("HEAD", "text/html").outcome()).isEqualTo("200");
    assertThat(get("PUT", "text/html").outcome()).isEqualTo("405 M_UNRECOGNIZED");
  }

  private Answer get(String method, @Nullable String accept) {
    HttpRequest.Builder request = anonymous.request(method, "/", null);
    if (accept != null) {
      request.header("Accept", accept);
    }
    return Http.send(request.build()).join();
  }
}
