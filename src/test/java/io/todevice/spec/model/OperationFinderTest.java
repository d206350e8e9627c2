package io.todevice.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The operation of a request")
class OperationFinderTest {

  private final OperationFinder finder =
      new OperationFinder(
          new SpecificationDocument(
              "v1",
              List.of(),
              List.of(
                  operation("any", "GET", "/v3/files/{name}"),
                  operation("own", "GET", "/v3/files/own"),
                  operation("page", "GET", "/v3/files/{name}.{kind}"),
                  operation("send", "PUT", "/v3/files/{name}"),
                  operation("deep", "GET", "/v3/files/{name}/{part}"),
                  operation("deepOwn", "PUT", "/v3/files/own/{part}")),
              Map.of("/r0", "/v3")));

  @ParameterizedTest
  @DisplayName("is that of the most literal template, and its values are decoded once")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /v3/files/own         | own {}",
        "GET | /v3/files/%6fwn       | own {}",
        "GET | /v3/files/other       | any {name=other}",
        "GET | /v3/files/a%2Fb%2520  | any {name=a/b%20}",
        "GET | /v3/files/a+b         | any {name=a+b}",
        "GET | /v3/files/%FF         | any {name=%FF}",
        "GET | /v3/files/a.html      | page {kind=html, name=a}",
        "GET | /v3/files/.html       | any {name=.html}",
        "PUT | /v3/files/own         | send {name=own}",
        "GET | /v3/files/own/x       | deep {name=own, part=x}",
        "PUT | /v3/files/own/x       | deepOwn {part=x}",
        "GET | /r0/files/own         | own {}",
      })
  void found(String method, String path, String expected) {
    OperationFinder.Found found = finder.find(method, path).orElseThrow();

    assertThat(found.operation().operationId() + " " + new java.util.TreeMap<>(found.pathValues()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("is none where a segment is missing, empty, or too many")
  @CsvSource({
    "/v3/files",
    "/v3/files/",
    "/v3//files/own",
    "/v3/files/own/x/y",
    "v3/files/own",
    "/v4/files/own"
  })
  void notFound(String path) {
    assertThat(finder.find("GET", path)).isEmpty();
    assertThat(finder.methods(path)).isEmpty();
  }

  @Test
  @DisplayName("has a path, whose methods can be listed")
  void methods() {
    assertThat(finder.methods("/v3/files/own")).containsExactly("GET", "PUT");
    assertThat(finder.methods("/r0/files/a/b")).containsExactly("GET");
  }

  private static ServedOperation operation(String id, String method, String path) {
    return new ServedOperation(id, method, path, List.of(), false);
  }
}
