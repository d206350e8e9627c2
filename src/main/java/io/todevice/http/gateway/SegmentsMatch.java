package io.todevice.http.gateway;

import java.util.List;
import java.util.regex.MatchResult;

/**
 * A match whose groups are path segments, as Jersey's routing would have found them with a regular
 * expression. Where they stand is not known.
 *
 * @param segments groups 1 and on
 */
record SegmentsMatch(List<String> segments) implements MatchResult {

  @Override
  public String group() {
    return String.join("/", segments);
  }

  @Override
  public String group(int group) {
    return group == 0 ? group() : segments.get(group - 1);
  }

  @Override
  public int groupCount() {
    return segments.size();
  }

  @Override
  public int start() {
    throw new IllegalStateException();
  }

  @Override
  public int start(int group) {
    throw new IllegalStateException();
  }

  @Override
  public int end() {
    throw new IllegalStateException();
  }

  @Override
  public int end(int group) {
    throw new IllegalStateException();
  }
}
