package io.todevice.strict.journal;

import java.util.regex.Pattern;

/**
 * Where in the Matrix client-server API something stands.
 *
 * @param section the heading
 * @param anchor the heading's anchor on the page
 */
public record SpecPlace(String section, String anchor) {

  private static final Pattern RELEASE = Pattern.compile("v1\\.\\d{1,3}");

  /** The page of a release; of the latest one where the revision is no release. */
  public String url(String revision) {
    String release = RELEASE.matcher(revision).matches() ? revision : "latest";
    return "https://spec.matrix.org/" + release + "/client-server-api/#" + anchor;
  }
}
