package io.todevice.conformance.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.report.Capability;
import java.time.Duration;

/** Where a server serves sliding sync. */
public enum SlidingSyncPath {
  STABLE("/_matrix/client/v4/sync", Capability.SLIDING_SYNC, ""),

  /** What clients used before the release; {@code pos} and {@code timeout} are in the query. */
  UNSTABLE(
      "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync",
      Capability.UNSTABLE_SLIDING_SYNC,
      "-unstable");

  private final String path;
  private final Capability capability;
  private final String suffix;

  SlidingSyncPath(String path, Capability capability, String suffix) {
    this.path = path;
    this.capability = capability;
    this.suffix = suffix;
  }

  /** What a server has that serves it. */
  public Capability capability() {
    return capability;
  }

  /** The identifier of a case on this path. */
  public String caseId(String id) {
    return id + suffix;
  }

  /**
   * A request without a token.
   *
   * @param pos where the connection stands; empty for a new one
   * @param timeout how long it may wait for news
   */
  public TargetRequest request(String pos, Duration timeout, ObjectNode body) {
    TargetRequest request = TargetRequest.of("POST", path).patience(timeout);
    long millis = timeout.toMillis();
    if (this == UNSTABLE) {
      request = request.query("timeout", Long.toString(millis));
      return (pos.isEmpty() ? request : request.query("pos", TestDevice.encode(pos)))
          .json(body.toString());
    }
    ObjectNode whole = body.deepCopy().put("timeout", millis);
    return request.json((pos.isEmpty() ? whole : whole.put("pos", pos)).toString());
  }

  @Override
  public String toString() {
    return path;
  }
}
