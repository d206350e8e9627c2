package io.todevice.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import org.junit.jupiter.api.DisplayName;

/** What reads the specification's files. */
@DisplayName("The reader of YAML")
class YamlFuzzTest {

  @FuzzTest(maxDuration = "2m")
  @DisplayName("Any bytes are a document, which can be written and read again, or one clear error")
  void anyBytes(byte[] text) {
    JsonNode document;
    try {
      document = Yaml.parse(text, "fuzz.yaml");
    } catch (SpecificationException refusal) {
      assertThat(refusal.getMessage()).startsWith("fuzz.yaml").hasSizeLessThan(1000);
      return;
    }
    if (document.isContainerNode()) {
      byte[] written = Yaml.write(document);
      JsonNode again = Yaml.parse(written, "again.yaml");
      assertThat(Yaml.write(again)).isEqualTo(written);
    }
  }
}
