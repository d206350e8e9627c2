package io.todevice.text;

/** A text that is no strict YAML. Its parts are separate, because a key may be a secret. */
public final class YamlException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String position;
  private final String pointer;
  private final String reason;
  private final String detail;
  private final String hint;

  YamlException(String position, String pointer, String reason, String detail) {
    this(position, pointer, reason, detail, "");
  }

  YamlException(String position, String pointer, String reason, String detail, String hint) {
    super(reason);
    this.hint = hint;
    this.position = position;
    this.pointer = pointer;
    this.reason = reason;
    this.detail = detail;
  }

  /** {@code :line:column}, both from 1, or nothing where they are not known. */
  public String position() {
    return position;
  }

  /** Where in the tree, as {@code #} and a JSON pointer; nothing at its root. */
  public String pointer() {
    return pointer;
  }

  /** What is wrong. Repeats nothing of the text. */
  public String reason() {
    return reason;
  }

  /** What is usually wrong then. Repeats nothing of the text; may be empty. */
  public String hint() {
    return hint;
  }

  /** What the parser says of it, which may repeat a piece of the text; may be empty. */
  public String detail() {
    return detail;
  }
}
