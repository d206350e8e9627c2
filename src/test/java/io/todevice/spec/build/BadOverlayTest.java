package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadOverlayTest {

  private final BrokenBuild build;

  BadOverlayTest(@TempDir Path directory) {
    build = new BrokenBuild(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overlay: 1.0.0",
        "{overlay: 1.0.0, actions: {}}",
        "actions: []",
        "{overlay: 2.0.0, actions: []}",
        "[]"
      })
  void noOverlayAtAll(String text) {
    assertThat(build.overlay(text).refusal())
        .isEqualTo("overlay.yaml: no OpenAPI Overlay 1.x: 'overlay' and 'actions' are expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{target: $}",
        "{update: {}}",
        "{target: $, remove: false}",
        "{target: 1, update: {}}"
      })
  void anActionThatDoesNothing(String action) {
    assertThat(
            build
                .overlay("{overlay: 1.0.0, actions: [{target: $, update: {}}, " + action + "]}")
                .refusal())
        .isEqualTo(
            "overlay.yaml#/actions/1: an action has a 'target' and an 'update' or 'remove: true'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "paths",
        "$.paths[",
        "$.paths['/good'",
        "$[?]",
        "$..",
        "$.",
        "$ paths",
        "$.paths]",
        "$[?(@.a]"
      })
  void aTargetThatIsNoJsonPath(String target) {
    assertThat(refusalOf(target, "update: {}"))
        .isEqualTo("overlay.yaml#/actions/0: the target '" + target + "' is no JSONPath");
  }

  @Test
  void anUpdateOfAScalar() {
    assertThat(refusalOf("$.info.version", "update: {a: 1}"))
        .isEqualTo("overlay.yaml#/actions/0: the update does not fit what stands at /info/version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "[a]", "null"})
  void anUpdateOfAnObjectByAnythingElse(String update) {
    assertThat(refusalOf("$.info", "update: " + update))
        .isEqualTo("overlay.yaml#/actions/0: the update does not fit what stands at /info");
  }

  @Test
  void theRemovalOfTheWholeDocument() {
    assertThat(refusalOf("$", "remove: true"))
        .isEqualTo("overlay.yaml#/actions/0: the whole document cannot be removed");
  }

  private String refusalOf(String target, String action) {
    return build
        .overlay(
            """
            overlay: 1.0.0
            actions:
              - target: "%s"
                %s
            """
                .formatted(target, action))
        .refusal();
  }
}
