package io.todevice.config;

/** A text that is no strict YAML. Its parts are separate, because a key may be a secret. */
final class YamlException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String position;
  private final String path;
  private final String reason;

  YamlException(String position, String path, String reason) {
    super(reason);
    this.position = position;
    this.path = path;
    this.reason = reason;
  }

  /** {@code :line:column}, both from 1, or nothing where they are not known. */
  String position() {
    return position;
  }

  /** Where in the tree, or nothing where it is not in one. Keys in it are as in the text. */
  String path() {
    return path;
  }

  /** What is wrong. Repeats nothing of the text. */
  String reason() {
    return reason;
  }
}
