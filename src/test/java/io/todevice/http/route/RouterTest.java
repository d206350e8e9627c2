package io.todevice.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.spec.model.ServedOperation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

  private static final String V3 = "/_matrix/client/v3";

  private final Router router =
      new Router(
          List.of(
              operation("send", "PUT", V3 + "/sendToDevice/{eventType}/{txnId}"),
              operation("sync", "GET", V3 + "/sync"),
              operation("rules", "GET", V3 + "/pushrules/"),
              operation("devices", "GET", V3 + "/devices"),
              operation("device", "GET", V3 + "/devices/{deviceId}"),
              operation("rename", "PUT", V3 + "/devices/{id}"),
              operation("forget", "DELETE", V3 + "/devices/{deviceId}"),
              operation("mine", "GET", V3 + "/devices/mine"),
              operation("part", "GET", V3 + "/devices/mine/part"),
              operation("other", "GET", V3 + "/devices/{deviceId}/other"),
              operation("versions", "GET", "/_matrix/client/versions")),
          List.of(new FixedDocument("/openapi.yaml", "application/yaml", new byte[0])),
          Map.of("/_matrix/client/r0", V3));

  @ParameterizedTest
  @CsvSource({
    "PUT, /sendToDevice/m.room.encrypted/1, send",
    "GET, /sync, sync",
    "GET, /pushrules/, rules",
    "GET, /devices, devices",
    "GET, /devices/abc, device",
    "PUT, /devices/abc, rename",
    "DELETE, /devices/abc, forget",
    "GET, /devices/mine, mine",
    "PUT, /devices/mine, rename",
    "GET, /devices/mine/part, part",
    "GET, /devices/mine/other, other",
    "GET, /%73ync, sync",
    "GET, /s%79nc, sync"
  })
  @DisplayName("S9: a path leads to its operation, under the alias too, and keeps its own path")
  void matches(String method, String path, String operation) {
    assertThat(match(method, V3 + path)).startsWith(operation + " " + V3 + "/");
    assertThat(match(method, "/_matrix/client/r0" + path)).isEqualTo(match(method, V3 + path));
  }

  @Test
  @DisplayName("S9: the alias holds for its own prefix only")
  void aliasOnly() {
    assertThat(match("GET", "/_matrix/client/versions"))
        .isEqualTo("versions /_matrix/client/versions");
    assertThat(match("GET", "/_matrix/client/r0/versions")).isEqualTo("Unknown[]");
    assertThat(match("GET", "/_matrix/client/r0")).isEqualTo("Unknown[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        V3 + "/sync/",
        V3 + "//sync",
        "/" + V3 + "/sync",
        V3 + "/./sync",
        V3 + "/x/../sync",
        V3 + "/pushrules",
        V3 + "/pushrules//",
        V3 + "/devices/",
        V3 + "/devices//other",
        V3 + "/sync;x=1",
        V3 + "%2Fsync",
        V3 + "/SYNC",
        V3 + "/sync%00",
        V3 + "/sync%zz",
        V3 + "/sendToDevice/a",
        V3 + "/sendToDevice/a/",
        V3 + "/sendToDevice//b",
        V3 + "/sendToDevice/a/b/",
        V3 + "/sendToDevice/a/b/c",
        V3 + "/devices/mine/none",
        "",
        "/",
        "*",
        "openapi.yaml",
        "/openapi.yaml/",
        "http://host" + V3 + "/sync",
        "/_matrix/client/r0/v3/sync"
      })
  @DisplayName("R1, S9: what is not exactly a path that is served is unknown")
  void unknown(String path) {
    assertThat(match("GET", path)).isEqualTo("Unknown[]");
    assertThat(match("PUT", path)).isEqualTo("Unknown[]");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /sync, 'GET, HEAD, OPTIONS'",
    "get, /sync, 'GET, HEAD, OPTIONS'",
    "HEAD, /sendToDevice/a/b, 'OPTIONS, PUT'",
    "GET, /sendToDevice/a/b, 'OPTIONS, PUT'",
    "POST, /devices/x, 'DELETE, GET, HEAD, OPTIONS, PUT'",
    "POST, /devices/mine, 'DELETE, GET, HEAD, OPTIONS, PUT'",
    "POST, /devices/%zz, 'DELETE, GET, HEAD, OPTIONS, PUT'"
  })
  @DisplayName("R1: a path with another method says which methods it has")
  void wrongMethod(String method, String path, String allow) {
    assertThat(match(method, V3 + path)).isEqualTo("WrongMethod[allow=" + allow + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "m.room.encrypted, m.room.encrypted",
    "a%2Fb, a%2Fb",
    "a%25b, a%25b",
    "%C3%A9, %C3%A9",
    "a;x=1, a%3Bx=1",
    ";, %3B",
    "a+b, a+b",
    "'a b', a%20b",
    "a|b\"<>^`{}[]\\, a%7Cb%22%3C%3E%5E%60%7B%7D%5B%5D%5C",
    "\u00c3\u00a9, %C3%A9",
    "@a:b!$&'()*=~_-, @a:b!$&'()*=~_-",
    "'a,b', 'a,b'",
    ".., ..",
    "., ."
  })
  @DisplayName("S8: a parameter goes on as it came; only what a URI can't hold is escaped")
  void parameters(String sent, String passedOn) {
    String expected = "send " + V3 + "/sendToDevice/" + passedOn + "/1";

    assertThat(match("PUT", V3 + "/sendToDevice/" + sent + "/1")).isEqualTo(expected);
    assertThat(match("PUT", "/_matrix/client/r0/sendToDevice/" + sent + "/1")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%4",
        "a%",
        "%zz",
        "%4g",
        "%-1",
        "%00",
        "a%00b",
        "\u0000",
        "%FF",
        "%C3",
        "%C3%28",
        "%ED%A0%80",
        "%C0%AF",
        "%F5%80%80%80",
        "\u00ff",
        "%\u00b9\u00b9"
      })
  @DisplayName("S8: a parameter that is no UTF-8, or holds NUL, is a bad parameter")
  void badParameter(String sent) {
    assertThat(match("PUT", V3 + "/sendToDevice/a/" + sent)).isEqualTo("BadParameter[]");
    assertThat(match("PUT", V3 + "/sendToDevice/" + sent + "/b")).isEqualTo("BadParameter[]");
  }

  @Test
  @DisplayName("R1: HEAD finds what GET does, unless the document has a HEAD of its own")
  void head() {
    assertThat(match("HEAD", V3 + "/devices/x")).isEqualTo(match("GET", V3 + "/devices/x"));
    assertThat(match("HEAD", V3 + "/devices/%zz")).isEqualTo("BadParameter[]");
    Router own =
        new Router(
            List.of(operation("get", "GET", "/a"), operation("head", "HEAD", "/a")),
            List.of(),
            Map.of());
    assertThat(((RouteMatch.Operation) own.match("HEAD", "/a")).route().operation().operationId())
        .isEqualTo("head");
  }

  @Test
  @DisplayName("R1: a fixed document has an exact path and the method GET")
  void documents() {
    assertThat(router.match("GET", "/openapi.yaml")).isInstanceOf(FixedDocument.class);
    assertThat(router.match("HEAD", "/openapi.yaml")).isInstanceOf(FixedDocument.class);
    assertThat(match("PUT", "/openapi.yaml")).isEqualTo("WrongMethod[allow=GET, HEAD, OPTIONS]");
  }

  @Test
  @DisplayName("R1: operations that can't be told apart are refused")
  void ambiguous() {
    assertThatThrownBy(
            () ->
                new Router(
                    List.of(operation("a", "GET", "/{x}"), operation("b", "GET", "/{y}")),
                    List.of(),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"r0, /v3", "/r0/, /v3", "/r0, /v3/", "/r0, v3"})
  @DisplayName("S9: an alias and its prefix begin with a slash and do not end with one")
  void aliases(String alias, String prefix) {
    assertThatThrownBy(() -> new Router(List.of(), List.of(), Map.of(alias, prefix)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String match(String method, String path) {
    RouteMatch match = router.match(method, path);
    return match instanceof RouteMatch.Operation found
        ? found.route().operation().operationId() + " " + found.path()
        : match.toString();
  }

  private static ServedOperation operation(String id, String method, String path) {
    return new ServedOperation(id, method, path, List.of(), method.equals("PUT"));
  }
}
