package io.todevice.spec.drift.report;

/**
 * Where something stands in the files of a revision.
 *
 * @param file the file's path as the user would name it, with forward slashes
 * @param line the line, from 1
 * @param column the column, from 1
 */
public record SourcePosition(String file, int line, int column) {

  /** The form that editors and terminals understand: {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
