package io.todevice.metamorphic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.todevice.spec.Yaml;

/** Other spellings of the same YAML. */
final class Styles {
  private Styles() {}

  static byte[] json(byte[] yaml) {
    return Yaml.writeJson(Yaml.parse(yaml, "restyled"));
  }

  static byte[] windows(byte[] yaml) {
    return new String(yaml, UTF_8).replace("\n", "\r\n").getBytes(UTF_8);
  }

  static byte[] marked(byte[] yaml) {
    return ("\uFEFF" + new String(yaml, UTF_8)).getBytes(UTF_8);
  }

  static byte[] commented(byte[] yaml) {
    return ("# Copyright\n---\n" + new String(yaml, UTF_8) + "\n# end\n").getBytes(UTF_8);
  }
}
