package io.todevice.spec;

/** A specification that can't be used. Its message is one line: file, JSON pointer, reason. */
public final class SpecificationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A fault at a place.
   *
   * @param place where: a file with a JSON pointer behind {@code #}, or only a file
   * @param reason what is wrong there, and where it helps, what would be right
   */
  public SpecificationException(String place, String reason) {
    super(oneLine(place + ": " + reason));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
