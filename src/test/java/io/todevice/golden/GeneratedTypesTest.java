package io.todevice.golden;

import static io.todevice.golden.GeneratedSources.withoutComments;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generator does when it does not know better is nowhere in the generated sources. */
class GeneratedTypesTest {

  private static final Map<String, String> SOURCES = GeneratedSources.all();

  @Test
  void thereAreInterfacesAndModels() {
    assertThat(SOURCES)
        .containsKeys("io.todevice.api.SendToDeviceApi", "io.todevice.model.SyncResponse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\bObject\\b", // a type that it could not say
        "\\bResponse\\b", // an answer without a type
        "\\bInline\\w*", // a schema without a name
        "\\bBody\\d*\\b", // a body named after its title
        "\\b[A-Z]\\w*[a-z]\\d+\\b", // one of several copies of a schema
        "\\d{4}-\\d{2}-\\d{2}", // the day of the build
        "@Generated\\b",
        "/home/|/tmp/|\\w:\\\\\\\\", // the place of the build
        "&quot;|&amp;|&#", // text in the wrong code
      })
  void noSourceHolds(String pattern) {
    SOURCES.forEach(
        (name, source) ->
            assertThat(withoutComments(source)).as(name).doesNotContainPattern(pattern));
  }

  @Test
  void noCommentTellsWhenItWasWritten() {
    SOURCES.forEach(
        (name, source) ->
            assertThat(source)
                .as(name)
                .doesNotContainPattern("@Generated|date = \"|[Gg]enerated (at|on) "));
  }
}
