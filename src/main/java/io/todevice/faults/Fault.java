package io.todevice.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.domain.DeviceAddress;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What is wrong with a server. An instance serves one server and is called by many threads; what it
 * remembers, it remembers for that server.
 */
@FunctionalInterface
public interface Fault {

  /** Nothing is wrong. */
  Fault NONE = (request, upstream) -> upstream.pass(request);

  /** The server behind the proxy. */
  @FunctionalInterface
  interface Upstream {
    ProxyResponse send(ProxyRequest request) throws IOException;

    /** The same for a response that is not looked at: a long one goes on as it arrives. */
    default ProxyResponse pass(ProxyRequest request) throws IOException {
      return send(request);
    }

    /** The device that a request comes from; empty if that is not known. */
    default Optional<DeviceAddress> findCaller(ProxyRequest request) {
      return Optional.empty();
    }

    /** Whether an effect that would change this exchange may do so; then that is counted. */
    default boolean mayHappen() {
      return true;
    }
  }

  /** The server gets certain requests otherwise than they were sent. */
  static Fault requests(Predicate<ProxyRequest> which, UnaryOperator<ProxyRequest> change) {
    return (request, upstream) ->
        upstream.send(which.test(request) ? change.apply(request) : request);
  }

  /** Certain requests are answered otherwise than the server has answered them. */
  static Fault responses(Predicate<ProxyRequest> which, UnaryOperator<ProxyResponse> change) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return which.test(request) ? change.apply(response) : response;
    };
  }

  /** The same with the object in the answer changed. */
  static Fault edits(Predicate<ProxyRequest> which, Consumer<ObjectNode> change) {
    return responses(which, response -> Edits.edit(response, change));
  }

  /** Certain requests do not reach the server. */
  static Fault answers(Predicate<ProxyRequest> which, ProxyResponse answer) {
    return (request, upstream) -> which.test(request) ? answer : upstream.send(request);
  }

  /** Nothing is wrong until the first of certain requests. */
  static Fault after(Predicate<ProxyRequest> which, Fault fault) {
    AtomicBoolean hasBegun = new AtomicBoolean();
    return (request, upstream) -> {
      Fault now = hasBegun.get() ? fault : NONE;
      if (which.test(request)) {
        hasBegun.set(true);
      }
      return now.handle(request, upstream);
    };
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
