package io.todevice.net;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no TLS connection to a server, in the words of commands with these options. */
public final class TlsFailure {

  private static final String NOT_TRUSTED =
      "its certificate is not trusted (--ca FILE trusts the authority of a file, --insecure trusts"
          + " any)";

  private static final String NO_TLS = "no TLS connection: try http://";

  /** What is found first in the chain of causes, in this order. */
  private static final Map<Class<? extends Throwable>, String> REASONS = new LinkedHashMap<>();

  static {
    REASONS.put(CertificateExpiredException.class, "its certificate has expired");
    REASONS.put(CertPathBuilderException.class, NOT_TRUSTED);
    REASONS.put(CertPathValidatorException.class, NOT_TRUSTED);
    REASONS.put(
        CertificateException.class,
        "its certificate is for another name, or invalid (--insecure ignores that)");
    REASONS.put(SSLException.class, NO_TLS);
  }

  private TlsFailure() {}

  /** The reason; empty if it is not about TLS. */
  public static Optional<String> find(@Nullable Throwable failure) {
    List<Throwable> causes = Stream.iterate(failure, t -> t != null, Throwable::getCause).toList();
    return REASONS.entrySet().stream()
        .filter(reason -> causes.stream().anyMatch(reason.getKey()::isInstance))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Whether the server speaks TLS, and only its certificate is wrong. */
  public static boolean isOfCertificate(@Nullable Throwable failure) {
    return find(failure).filter(reason -> !reason.equals(NO_TLS)).isPresent();
  }
}
