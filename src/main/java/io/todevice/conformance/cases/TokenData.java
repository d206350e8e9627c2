package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A sync token that no server gave out.
 *
 * @param name how a report calls it
 * @param token the token, decoded
 */
record TokenData(String name, String token) {

  private static final String FILE = "sync-tokens.yaml";

  /** All of the kit's. */
  static List<TokenData> list() {
    try (InputStream yaml = TokenData.class.getResourceAsStream(FILE)) {
      if (yaml == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      List<TokenData> tokens = new ArrayList<>();
      for (JsonNode each : new YAMLMapper().readTree(yaml)) {
        tokens.add(new TokenData(each.required("name").asText(), each.required("token").asText()));
      }
      return tokens;
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }
}
