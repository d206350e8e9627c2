package io.todevice.http.auth;

import io.todevice.domain.AccessToken;

/** What looking for a token in a request came to. */
public sealed interface TokenSearch {

  /** One token, well-formed. Whether it is good is not known yet. */
  record Found(AccessToken token) implements TokenSearch {}

  /** No token in any place that counts. */
  record Absent() implements TokenSearch {}

  /** Something that no server can have given out, or two tokens that differ. */
  record Rejected() implements TokenSearch {}
}
