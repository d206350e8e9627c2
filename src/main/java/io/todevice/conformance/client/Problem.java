package io.todevice.conformance.client;

import io.todevice.conformance.client.NoAnswerException.Kind;
import io.todevice.net.BoundedBody;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why no answer came.
 *
 * @param kind what it means for the run
 * @param text the same in words, without a secret
 */
record Problem(Kind kind, String text) {

  private static final String IN_TIME = " in time";
  private static final String NOT_TRUSTED =
      "its certificate is not trusted (--ca FILE trusts the authority of a file, --insecure trusts"
          + " any)";

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
          new Rule(
              CertificateExpiredException.class, Kind.NOT_REACHED, "its certificate has expired"),
          new Rule(CertPathBuilderException.class, Kind.NOT_REACHED, NOT_TRUSTED),
          new Rule(CertPathValidatorException.class, Kind.NOT_REACHED, NOT_TRUSTED),
          new Rule(
              CertificateException.class,
              Kind.NOT_REACHED,
              "its certificate is for another name, or invalid (--insecure ignores that)"),
          new Rule(SSLException.class, Kind.NOT_REACHED, "no TLS connection: try http://"),
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
    return RULES.stream()
        .filter(rule -> causes.stream().anyMatch(rule.type()::isInstance))
        .findFirst()
        .map(rule -> new Problem(rule.kind(), rule.text()))
        .orElse(new Problem(Kind.BROKEN, "no answer could be read"));
  }
}
