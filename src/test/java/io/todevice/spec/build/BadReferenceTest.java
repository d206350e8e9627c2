package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadReferenceTest {

  private static final String PLACE = "bad.yaml#/paths/~1bad/get/responses/200: ";

  private final BrokenBuild build;

  BadReferenceTest(@TempDir Path directory) {
    build = new BrokenBuild(directory).served("operations: [good, bad]");
  }

  @Test
  void aMissingFile() {
    assertThat(refusalOf("nowhere.yaml#/x"))
        .isEqualTo(PLACE + "the reference 'nowhere.yaml#/x' leads to no file");
  }

  @Test
  void aFolder() {
    build.file("folder/x.yaml", "{}");

    assertThat(refusalOf("folder")).isEqualTo(PLACE + "the reference 'folder' leads to no file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"good.yaml#/nothing", "good.yaml#/paths/~1good/get/0", "#/nothing", "good.yaml#/"})
  void aPointerToNothing(String reference) {
    assertThat(refusalOf(reference))
        .isEqualTo(PLACE + "the reference '" + reference + "' leads to nothing");
  }

  @Test
  void aFragmentThatIsNoPointer() {
    assertThat(refusalOf("#anchor"))
        .isEqualTo(PLACE + "the reference '#anchor' has no JSON pointer behind '#'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#/%zz", "%.yaml"})
  void aPercentSignWithoutItsDigits(String reference) {
    assertThat(refusalOf(reference))
        .isEqualTo(PLACE + "the reference '" + reference + "' has a stray '%'");
  }

  @Test
  void aNameThatNoFileCanHave() {
    assertThat(refusalOf("a%00b.yaml"))
        .isEqualTo(PLACE + "the reference 'a%00b.yaml' leads to no file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/s.yaml",
        "file:///etc/hostname",
        "//example.org/s.yaml",
        "/etc/hostname",
        "%2Fetc/hostname",
        "C:/s.yaml",
        "\\\\host\\s.yaml"
      })
  void anAbsolutePathOrAnUrl(String reference) {
    assertThat(refusalOf(reference))
        .isEqualTo(
            PLACE
                + "the reference '"
                + reference
                + "' leads out of the tree: only relative paths are followed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../served.yaml", "x/../../served.yaml", "%2E%2E/served.yaml"})
  void aFileOutsideTheTree(String reference) {
    assertThat(refusalOf(reference))
        .isEqualTo(PLACE + "the reference '" + reference + "' leads out of the tree");
  }

  @ParameterizedTest
  @CsvSource({
    "'#/paths/~1bad/get/responses/200', paths/~1bad/get/responses/200",
    "'#/x-one', x-one",
    "'#/x-two', x-three",
  })
  void aReferenceThatLeadsOnlyToItself(String reference, String place) {
    assertThat(refusalOf(reference))
        .isIn(
            "bad.yaml#/%s: the reference '%s' leads only to itself".formatted(place, reference),
            "bad.yaml#/%s: the reference '#/x-two' leads only to itself".formatted(place));
  }

  @Test
  void aReferenceToWhatItIsAPartOf() {
    assertThat(refusalOf("#/paths/~1bad/get"))
        .isEqualTo(PLACE + "the reference '#/paths/~1bad/get' leads only to itself");
  }

  @Test
  void aSchemaThatIsOnlyAChainOfReferencesToItself() {
    build.file(
        "bad.yaml",
        """
        paths: {/bad: {get: {operationId: bad, x: {schema: {$ref: '#/x-one'}}}}}
        x-one: {$ref: '#/x-two'}
        x-two: {$ref: '#/x-one'}
        """);

    assertThat(build.refusal())
        .isEqualTo("bad.yaml#/x-two: the reference '#/x-one' leads only to itself");
  }

  @Test
  void aSchemaThatIsMadeOfItself() {
    build.file(
        "bad.yaml",
        """
        paths:
          /bad:
            get:
              operationId: bad
              responses: {'200': {content: {application/json: {schema: {$ref: '#/x-one'}}}}}
        x-one: {title: One, allOf: [{$ref: '#/x-two'}]}
        x-two: {title: Two, allOf: [{$ref: '#/x-one'}, {type: object}]}
        """);

    assertThat(build.refusal())
        .isEqualTo("openapi.yaml#/components/schemas/One: the schema is made of itself");
  }

  @Test
  void siblingsThatHaveNowhereToGo() {
    build.file(
        "bad.yaml",
        """
        paths: {/bad: {get: {operationId: bad, tags: {$ref: '#/x-list', more: 1}}}}
        x-list: [a]
        """);

    assertThat(build.refusal())
        .isEqualTo(
            "bad.yaml#/paths/~1bad/get/tags: the reference has siblings, but what it leads to is no"
                + " object to put them in");
  }

  @Test
  void siblingsOfAReferenceToAPathItem() {
    build.file(
        "bad.yaml",
        """
        paths: {/bad: {$ref: '#/x-item', summary: more}}
        x-item: {get: {operationId: bad}}
        """);

    assertThat(build.refusal())
        .isEqualTo("bad.yaml#/paths/~1bad: beside this reference nothing else may stand");
  }

  private String refusalOf(String reference) {
    return build
        .file(
            "bad.yaml",
            """
            paths: {/bad: {get: {operationId: bad, responses: {'200': {$ref: '%s'}}}}}
            x-one: {$ref: '#/x-one'}
            x-two: {$ref: '#/x-three'}
            x-three: {$ref: '#/x-two'}
            """
                .formatted(reference))
        .refusal();
  }
}
