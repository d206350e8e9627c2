package io.todevice.conformance.faults;

import java.io.IOException;

/**
 * What is wrong with a server. An instance serves one server and is called by many threads; what it
 * remembers, it remembers for that server.
 */
@FunctionalInterface
interface Fault {

  /** Nothing is wrong. */
  Fault NONE = (request, upstream) -> upstream.send(request);

  /** The server behind the proxy. */
  @FunctionalInterface
  interface Upstream {
    ProxyResponse send(ProxyRequest request) throws IOException;
  }

  /** Answers a request, as a rule by asking the server. */
  ProxyResponse handle(ProxyRequest request, Upstream upstream)
      throws IOException, InterruptedException;

  /**
   * Whether a request that is no HTTP, or that is framed in two ways, is left without an answer.
   */
  default boolean hangsOnBrokenRequests() {
    return false;
  }
}
