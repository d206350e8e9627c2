package io.todevice.conformance.client;

import io.todevice.conformance.client.NoAnswerException.Kind;
import io.todevice.net.BoundedBody;
import io.todevice.net.TlsFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why no answer came.
 *
 * @param kind what it means for the run
 * @param text the same in words, without a secret
 */
record Problem(Kind kind, String text) {

  private static final String IN_TIME = " in time";

  private record Rule(Class<? extends Throwable> type, Kind kind, String text) {}

  /** What is found first in the chain of causes, in this order. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(HttpConnectTimeoutException.class, Kind.NOT_REACHED, "not reached" + IN_TIME),
          new Rule(HttpTimeoutException.class, Kind.BROKEN, "no answer" + IN_TIME),
          new Rule(TimeoutException.class, Kind.BROKEN, "no answer" + IN_TIME),
          new Rule(UnresolvedAddressException.class, Kind.NOT_REACHED, "no such host"),
          new Rule(UnknownHostException.class, Kind.NOT_REACHED, "no such host"),
          new Rule(NoRouteToHostException.class, Kind.NOT_REACHED, "no route to the host"),
          new Rule(ConnectException.class, Kind.NOT_REACHED, "connection refused"),
          new Rule(BoundedBody.TooLongException.class, Kind.BROKEN, "the answer was too long"),
          new Rule(ProtocolException.class, Kind.BROKEN, "the answer is not HTTP"),
          new Rule(
              IOException.class,
              Kind.BROKEN,
              "the connection was closed without an answer, or broke"));

  /** Whether a longer patience might have helped. */
  boolean isOfTime() {
    return text.endsWith(IN_TIME);
  }

  static Problem of(@Nullable Throwable failure) {
    List<Throwable> causes = Stream.iterate(failure, t -> t != null, Throwable::getCause).toList();
    return TlsFailure.find(failure)
        .map(text -> new Problem(Kind.NOT_REACHED, text))
        .or(
            () ->
                RULES.stream()
                    .filter(rule -> causes.stream().anyMatch(rule.type()::isInstance))
                    .findFirst()
                    .map(rule -> new Problem(rule.kind(), rule.text())))
        .orElse(new Problem(Kind.BROKEN, "no answer could be read"));
  }
}
