package io.todevice.http.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.todevice.text.PercentCoding;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

/** What decodes paths and queries. */
@DisplayName("The decoder of paths and queries")
class PathFuzzTest {

  @FuzzTest(maxDuration = "2m")
  @DisplayName("S8: any bytes are decoded once, as others do it, or not at all")
  void anyBytes(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    Optional<String> decoded = PercentCoding.decode(text, /* isPlusSpace= */ true);
    if (decoded.isPresent()) {
      String ascii = PercentCoding.canonicalQuery(text);
      assertThat(decoded).hasValue(URLDecoder.decode(ascii, StandardCharsets.UTF_8));
      assertThat(decoded.get()).doesNotContain("\0");
      assertThat(URI.create("/x?" + ascii).getRawQuery()).isEqualTo(ascii);
      String segment = PercentCoding.canonicalSegment(text);
      assertThat(URI.create("/" + segment).getRawPath()).isEqualTo("/" + segment);
    }
  }
}
