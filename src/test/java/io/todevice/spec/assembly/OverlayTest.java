package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {

  private final Path directory;

  OverlayTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void anUpdateIsMergedIntoAnObjectAtAnyDepth() {
    assertThat(
            amended(
                "{a: {b: {c: 1, d: 2}, list: [1]}}",
                "{target: $.a, update: {b: {d: 3, e: 4}, list: [2], f: {g: 5}}}"))
        .isEqualTo(yaml("a: {b: {c: 1, d: 3, e: 4}, list: [1, 2], f: {g: 5}}"));
  }

  @Test
  void aMemberMayHaveAnEmptyName() {
    assertThat(
            amended(
                "{a: {'': {b: 1}, c: {'': {b: 2}}}}",
                "{target: $..*.b, remove: true}",
                "{target: \"$.a['']\", update: {d: 4}}",
                "{target: '$.a[\"\"]', update: {e: 5}}",
                "{target: \"$.a['c','']\", update: {f: 6}}",
                "{target: \"$.a.c['']\", remove: true}"))
        .isEqualTo(yaml("a: {'': {d: 4, e: 5, f: 6}, c: {f: 6}}"));
  }

  @Test
  void anUpdateReplacesWhatIsOfAnotherKind() {
    assertThat(
            amended(
                "{a: {b: 1, c: {d: 1}, e: [1]}}",
                "{target: $.a, update: {b: {x: 1}, c: 2, e: {y: 1}}}"))
        .isEqualTo(yaml("a: {b: {x: 1}, c: 2, e: {y: 1}}"));
  }

  @Test
  void anUpdateIsAppendedToAnArray() {
    assertThat(
            amended(
                "{a: [1]}",
                "{target: $.a, update: {b: 2}}",
                "{target: $.a, update: [3]}",
                "{target: $.a, update: 4}"))
        .isEqualTo(yaml("a: [1, {b: 2}, [3], 4]"));
  }

  @Test
  void whatIsTargetedIsRemovedFromObjectsAndArrays() {
    assertThat(
            amended(
                "{a: {b: 1, c: 2}, list: [{x: 1}, {y: 2}, {x: 3}, {z: 4}]}",
                "{target: $.a.b, remove: true}",
                "{target: '$.list[?@.x]', remove: true}"))
        .isEqualTo(yaml("{a: {c: 2}, list: [{y: 2}, {z: 4}]}"));
  }

  @Test
  void removalGoesBeforeAnUpdateOfTheSameAction() {
    assertThat(amended("{a: {b: 1}}", "{target: $.a, update: {c: 1}, remove: true}"))
        .isEqualTo(yaml("{}"));
  }

  @Test
  void everyTargetIsAmendedAndEachOnce() {
    assertThat(
            amended(
                "{a: [{n: [0]}, {n: [0]}]}",
                "{target: '$.a[*].n', update: 1}",
                "{target: '$.a[0,0].n', update: 2}"))
        .isEqualTo(yaml("a: [{n: [0, 1, 2]}, {n: [0, 1]}]"));
  }

  @Test
  void targetsCopyTheUpdateAndDoNotShareIt() {
    assertThat(
            amended(
                "{a: {}, b: {}}",
                "{target: '$.*', update: {x: {y: 1}}}",
                "{target: $.a.x, update: {z: 2}}"))
        .isEqualTo(yaml("{a: {x: {y: 1, z: 2}}, b: {x: {y: 1}}}"));
  }

  @Test
  void laterActionsSeeWhatEarlierOnesDid() {
    assertThat(
            amended("{a: {}}", "{target: $.a, update: {b: {}}}", "{target: $.a.b, update: {c: 1}}"))
        .isEqualTo(yaml("a: {b: {c: 1}}"));
  }

  @Test
  void theDocumentItselfCanBeAmended() {
    assertThat(amended("{a: 1}", "{target: $, update: {b: 2}}")).isEqualTo(yaml("{a: 1, b: 2}"));
  }

  @Test
  void keysOfAnyFormAreFound() {
    assertThat(
            amended(
                "{'/a/{b}': {m~n: {'it''s': {'x.y': {}}}}}",
                "{target: '$[\"/a/{b}\"][\"m~n\"][\"it''s\"][\"x.y\"]', update: {found: true}}"))
        .isEqualTo(yaml("{'/a/{b}': {m~n: {'it''s': {'x.y': {found: true}}}}}"));
  }

  @Test
  void aBracketInTextIsNoSyntax() {
    assertThat(
            amended(
                "{a: [{t: 'x['}, {t: 'y'}]}",
                "{target: \"$.a[?@.t == 'x[']\", update: {found: true}}"))
        .isEqualTo(yaml("{a: [{t: 'x[', found: true}, {t: 'y'}]}"));
  }

  @Test
  void actionsWithoutATargetAreToldAndDoNothing() {
    ObjectNode document = yaml("{a: 1}");
    Overlay overlay =
        overlay(
            "{target: $.b, update: {x: 1}}",
            "{target: $, update: {c: 1}}",
            "{target: '$.c[*]', remove: true}");

    List<String> idle = overlay.applyTo(document);

    assertThat(idle)
        .containsExactly("overlay.yaml#/actions/0 ($.b)", "overlay.yaml#/actions/2 ($.c[*])");
    assertThat(document).isEqualTo(yaml("{a: 1, c: 1}"));
  }

  @Test
  void anActionIsNotMissedWhereTheDocumentSaysTheSameAlready() {
    String action = "{target: '$.a[?@.old]', x-said-by: '$.a[?@.new]', update: {new: 1}}";

    assertThat(overlay(action).applyTo(yaml("{a: {b: {new: 1}}}"))).isEmpty();
    assertThat(overlay(action).applyTo(yaml("{a: {b: {other: 1}}}")))
        .containsExactly("overlay.yaml#/actions/0 ($.a[?@.old])");
    assertThat(amended("{a: {b: {new: 0}, c: {old: 1}}}", action))
        .isEqualTo(yaml("{a: {b: {new: 0}, c: {old: 1, new: 1}}}"));
  }

  @Test
  void noneAmendsNothing() {
    ObjectNode document = yaml("{a: 1}");

    assertThat(Overlay.NONE.applyTo(document)).isEmpty();
    assertThat(document).isEqualTo(yaml("{a: 1}"));
  }

  private ObjectNode amended(String document, String... actions) {
    ObjectNode tree = yaml(document);
    assertThat(overlay(actions).applyTo(tree)).isEmpty();
    return tree;
  }

  private Overlay overlay(String... actions) {
    new SpecFiles(directory)
        .file("overlay.yaml", "overlay: 1.0.0\nactions:\n- " + String.join("\n- ", actions) + "\n");
    return Overlay.read(directory.resolve("overlay.yaml"));
  }
}
