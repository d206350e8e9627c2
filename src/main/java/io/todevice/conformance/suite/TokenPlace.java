package io.todevice.conformance.suite;

import io.todevice.conformance.client.TargetRequest;

/** Where the kit puts access tokens. */
public enum TokenPlace {
  HEADER {
    @Override
    public TargetRequest put(TargetRequest request, String token) {
      return request.header("Authorization", "Bearer " + token);
    }
  },
  QUERY {
    @Override
    public TargetRequest put(TargetRequest request, String token) {
      return request.query("access_token", TestDevice.encode(token));
    }
  };

  /** The request with the token. */
  public abstract TargetRequest put(TargetRequest request, String token);
}
