package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.todevice.spec.SpecFiles;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.drift.report.SharedChange;
import io.todevice.spec.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A change's place in the files")
class SourcesTest {

  private static final String OLD =
      """
      openapi: 3.1.0
      paths:
        /a/{id}:
          parameters:
            - {name: id, in: path, required: true, schema: {maxLength: 5}}
          post:
            operationId: op
            description: old
            security: []
            parameters:
              - name: q
                in: query
                schema: {type: string}
            requestBody:
              content:
                application/json:
                  schema:
                    allOf:
                      - $ref: 'b.yaml#/one'
                      - properties:
                          list:
                            items:
                              properties:
                                deep: {type: string}
            responses:
              "200":
                description: fine
                headers:
                  X: {schema: {type: string}}
      """;

  @TempDir Path directory;

  @Test
  @DisplayName("is the file, the line and the column on both sides, behind references and in parts")
  void places() {
    String edited =
        OLD.replace("maxLength: 5", "maxLength: 4")
            .replace("description: old", "description: new")
            .replace(
                "schema: {type: string}\n      requestBody",
                "schema: {type: integer}\n      requestBody")
            .replace("deep: {type: string}", "deep: {type: integer}")
            .replace("X: {schema: {type: string}}", "X: {schema: {type: integer}}");
    SpecFiles files =
        new SpecFiles(directory)
            .file("old/a.yaml", OLD)
            .file("new/a.yaml", "# A line more.\n" + edited)
            .file("old/b.yaml", "one:\n  properties:\n    m: {minLength: 2}\n    gone: {}\n")
            .file("new/b.yaml", "one:\n  properties:\n    m:\n      minLength: 3\n");
    assertThat(changes(files).stream().collect(Collectors.toMap(this::at, this::sources)))
        .isEqualTo(
            Map.of(
                "path parameter id", "a.yaml:5:55 a.yaml:6:55",
                "description", "a.yaml:8:7 a.yaml:9:7",
                "query parameter q", "a.yaml:13:20 a.yaml:14:20",
                "request body › m", "b.yaml:3:9 b.yaml:4:7",
                "request body › gone", "b.yaml:4:5 a.yaml:18:13",
                "request body › list › [] › deep", "a.yaml:24:34 a.yaml:25:34",
                "response 200 › header X", "a.yaml:29:26 a.yaml:30:26"));
  }

  @Test
  @DisplayName("is only known on the side that has the operation")
  void oneSide() {
    SpecFiles files =
        new SpecFiles(directory)
            .file("old/a.yaml", OLD)
            .file("old/b.yaml", "one: {}\n")
            .file("new/b.yaml", "one: {}\n")
            .file("new/a.yaml", OLD.replace("/a/{id}", "/b/{id}").replace(": op\n", ": other\n"));
    Change change = changes(files).get(0);
    assertThat(change.oldSource()).isPresent();
    assertThat(change.newSource()).isEmpty();
  }

  @Test
  @DisplayName("tells that operations share what has changed, wherever they use it")
  void shared() {
    String api =
        """
        openapi: 3.1.0
        paths:
          /a: {get: {operationId: a, responses: {200: {content: {application/json: {schema: {$ref: 'b.yaml#/one'}}}}}}}
          /b: {get: {operationId: b, responses: {200: {content: {application/json: {schema: {items: {$ref: 'b.yaml#/one'}}}}}}}}
        """;
    SpecFiles files =
        new SpecFiles(directory)
            .file("old/a.yaml", api)
            .file("new/a.yaml", api)
            .file("old/b.yaml", "one: {properties: {m: {type: string}}}\n")
            .file("new/b.yaml", "one: {properties: {m: {type: integer}}}\n");
    SharedChange.Split split = SharedChange.split(report(files, Selection.ALL).served());
    assertThat(split.own()).isEmpty();
    assertThat(split.shared())
        .singleElement()
        .extracting(one -> one.operations().size())
        .isEqualTo(2);
  }

  @Test
  @DisplayName("is known of webhooks, also behind a reference, and where one comes or goes")
  void webhooks() {
    String api =
        """
        openapi: 3.1.0
        paths: {/a: {get: {operationId: a}}}
        webhooks:
          here:
            post: {requestBody: {content: {application/json: {schema: {type: string}}}}}
          there: {$ref: 'b.yaml#/one'}
        """;
    String other = "one:\n  post: {requestBody: {content: {a/b: {schema: {type: string}}}}}\n";
    SpecFiles files =
        new SpecFiles(directory)
            .file("old/a.yaml", api + "  gone: {post: {}}\n")
            .file(
                "new/a.yaml", api.replace("type: string", "type: integer") + "  come: {put: {}}\n")
            .file("old/b.yaml", other)
            .file("new/b.yaml", other.replace("type: string", "type: integer"));

    assertThat(report(files, Selection.ALL).served())
        .extracting(
            webhook -> webhook.operation().path(),
            webhook -> webhook.changes().get(0).source().orElseThrow().toString())
        .containsExactlyInAnyOrder(
            tuple("here", directory + "/new/a.yaml:5:64"),
            tuple("there", directory + "/new/b.yaml:2:49"),
            tuple("gone", directory + "/old/a.yaml:7:10"),
            tuple("come", directory + "/new/a.yaml:7:10"));
  }

  private List<Change> changes(SpecFiles files) {
    return report(files, new Selection(Scope.SERVER, Set.of("op"))).served().stream()
        .flatMap(operation -> operation.changes().stream())
        .toList();
  }

  private static DriftReport report(SpecFiles files, Selection selection) {
    List<ComparedRevision> revisions =
        ComparedRevision.pair(
            files.directory().resolve("old"), files.directory().resolve("new"), Overlay.NONE);
    return Drift.between(revisions.get(0), revisions.get(1), selection, new Trace(Map.of()));
  }

  private String at(Change change) {
    return change.places().get(0);
  }

  private String sources(Change change) {
    return (change.oldSource().orElseThrow() + " " + change.newSource().orElseThrow())
        .replace(directory + "/old/", "")
        .replace(directory + "/new/", "");
  }
}
