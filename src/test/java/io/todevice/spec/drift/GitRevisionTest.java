package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.spec.SpecFiles;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.trace.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Two revisions of a git repository")
class GitRevisionTest {

  private static final String PATH = "data/api/client-server";
  private static final PersonIdent AUTHOR = new PersonIdent("a", "a@example.org");

  @TempDir Path directory;
  private RevCommit second;

  @BeforeEach
  void repository() throws GitAPIException {
    SpecFiles files = new SpecFiles(directory);
    try (Git git = Git.init().setDirectory(directory.toFile()).call()) {
      files
          .file(
              PATH + "/a.yaml",
              """
              openapi: 3.1.0
              paths:
                /a:
                  get:
                    operationId: op
                    responses:
                      "200":
                        content:
                          application/json:
                            schema:
                              $ref: ../../event-schemas/e.yaml
              """)
          .file("data/event-schemas/e.yaml", "properties:\n  a:\n    type: string\n")
          .file("README.md", "no specification");
      commit(git);
      git.tag().setName("v1").setAnnotated(true).setTagger(AUTHOR).call();
      files.file("data/event-schemas/e.yaml", "properties:\n\n  a:\n    type: integer\n");
      second = commit(git);
    }
  }

  private static RevCommit commit(Git git) throws GitAPIException {
    git.add().addFilepattern(".").call();
    return git.commit()
        .setMessage("m")
        .setAuthor(AUTHOR)
        .setCommitter(AUTHOR)
        .setSign(false)
        .call();
  }

  @Test
  @DisplayName("are read without a probe of the file system, which would write into the repository")
  void unchanged() throws Exception {
    GitRevision.read(directory, "v1", PATH).close();
    assertThat(
            SystemReader.getInstance()
                .getUserConfig()
                .getTimeUnit("filesystem", "any", "timestampResolution", -1, TimeUnit.NANOSECONDS))
        .isPositive();
  }

  @Test
  @DisplayName(
      "are compared without a working copy, called by tag or commit, with places in the repository")
  void compared() {
    Path left;
    try (GitRevision old = GitRevision.read(directory, "v1", PATH);
        GitRevision now = GitRevision.read(directory, "HEAD", PATH)) {
      left = old.root();
      assertThat(old.root().resolve("README.md")).doesNotExist();
      ComparedRevision before = ComparedRevision.of(old, Overlay.NONE);
      ComparedRevision after = ComparedRevision.of(now, Overlay.NONE);
      DriftReport report =
          Drift.between(
              before, after, new Selection(Scope.SERVER, Set.of("op")), new Trace(Map.of()));
      assertThat(report.before().name()).isEqualTo("v1");
      assertThat(report.after().name()).isEqualTo(second.name().substring(0, 10));
      Change change = report.served().get(0).changes().get(0);
      assertThat(change.oldSource()).hasToString("Optional[data/event-schemas/e.yaml:3:5]");
      assertThat(change.newSource()).hasToString("Optional[data/event-schemas/e.yaml:4:5]");
    }
    assertThat(left).doesNotExist();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v2         | data/api/client-server | no revision 'v2'
          HEAD^{tree | data/api/client-server | no revision 'HEAD^{tree'
          v1         | data/api/none          | no 'data/api/none' in the revision 'v1'
          v1         | ../x                   | no '../x' in the revision 'v1'
          v1         | ../..                  | no '../..' in the revision 'v1'
          v1         | data/../..             | no 'data/../..' in the revision 'v1'
          """)
  @DisplayName("that are not there are refused in one line")
  void absent(String revision, String path, String reason) {
    assertThatThrownBy(() -> GitRevision.read(directory, revision, path))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(directory + ": " + reason);
  }

  @Test
  @DisplayName("need a repository, and not one around the directory")
  void noRepository() throws Exception {
    Path inside = Files.createDirectory(directory.resolve("inside"));
    for (Path path : List.of(inside, directory.resolve("none"))) {
      assertThatThrownBy(() -> GitRevision.read(path, "v1", PATH))
          .isInstanceOf(SpecificationException.class)
          .hasMessageStartingWith(path + ": no ");
    }
  }
}
