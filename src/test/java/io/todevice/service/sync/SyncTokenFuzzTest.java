package io.todevice.service.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;

/** What reads {@code since}. */
@DisplayName("The reader of sync tokens")
class SyncTokenFuzzTest {

  @FuzzTest(maxDuration = "2m")
  @DisplayName("D5: any text is a position, whose text it is, or none")
  void anyText(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    SyncToken.find(text)
        .map(SyncToken::format)
        .ifPresent(
            formatted ->
                assertThat(formatted).isIn(text, text.replaceFirst("^s1", "s2") + "_0_0_0"));
  }
}
