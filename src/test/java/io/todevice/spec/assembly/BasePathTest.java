package io.todevice.spec.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each file's own servers, in front of its own paths. */
class BasePathTest {

  private final SpecFiles files;

  BasePathTest(@TempDir Path directory) {
    files = new SpecFiles(directory);
  }

  @Test
  void theDefaultsOfVariablesAreFilledIn() {
    files.file(
        "a.yaml",
        """
        paths: {/a: {get: {operationId: a}}}
        servers:
          - url: "{protocol}://{hostname}{basePath}"
            variables:
              protocol: {enum: [http, https], default: https}
              hostname: {default: 'localhost:8008'}
              basePath: {default: /_matrix/client/v3}
        """);

    assertThat(paths("a")).containsExactly("/_matrix/client/v3/a");
  }

  @Test
  void everyFileHasItsOwn() {
    files
        .file("a.yaml", operation("a", "servers: [{url: 'https://host/v3'}]"))
        .file("b.yaml", operation("b", "servers: [{url: 'https://host/v1'}]"))
        .file("c.yaml", operation("c", ""));

    assertThat(paths("a", "b", "c")).containsExactly("/c", "/v1/b", "/v3/a");
  }

  @ParameterizedTest
  @CsvSource({
    "https://host, /a",
    "https://host/, /a",
    "https://host/x/, /x/a",
    "https://host/x//, /x/a",
    "/x, /x/a",
    "x/y, /x/y/a",
    "/, /a",
    "'', /a",
    "https://host/a%20b, /a%20b/a",
    "https://host/$1/x, /$1/x/a",
  })
  void onlyThePathOfAnUrlCounts(String url, String path) {
    files.file("a.yaml", operation("a", "servers: [{url: '" + url + "'}]"));

    assertThat(paths("a")).containsExactly(path);
  }

  @Test
  void theFirstOfSeveralServersCounts() {
    files.file("a.yaml", operation("a", "servers: [{url: /one}, {url: /two}]"));

    assertThat(paths("a")).containsExactly("/one/a");
  }

  @Test
  void theNearestServersCount() {
    files.file(
        "a.yaml",
        """
        paths:
          /operation:
            servers: [{url: /item}]
            get: {operationId: operation, servers: [{url: /own}]}
            put: {operationId: sibling}
          /item:
            servers: [{url: /item}]
            get: {operationId: item, servers: []}
          /file:
            get: {operationId: file}
        servers: [{url: /file}]
        """);

    assertThat(paths("operation", "sibling", "item", "file"))
        .containsExactly("/file/file", "/item/item", "/item/operation", "/own/operation");
  }

  @Test
  void theAssembledDocumentHasNoOtherServersThanItsOwn() {
    files.file(
        "a.yaml",
        "paths: {/a: {get: {operationId: a, servers: [{url: /x}]}}}\nservers: [{url: /y}]\n");

    assertThat(files.assemble("a").findValues("servers")).hasToString("[[{\"url\":\"/\"}]]");
  }

  @Test
  void brokenServersOfOperationsThatAreNotServedDoNoHarm() {
    files
        .file("a.yaml", operation("a", ""))
        .file("b.yaml", operation("b", "servers: [{url: 'https://{host}/'}]"));

    assertThat(paths("a")).containsExactly("/a");
  }

  private Iterable<String> paths(String... ids) {
    return () -> files.assemble(ids).path("paths").fieldNames();
  }

  private static String operation(String id, String rest) {
    return "paths: {/%s: {get: {operationId: %s}}}\n%s\n".formatted(id, id, rest);
  }
}
