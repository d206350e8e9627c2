package io.todevice.cli.common;

import io.todevice.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The options that say which servers with TLS a command trusts. */
public final class Trust {

  /** A file of certificates. */
  public static final String CA = "--ca";

  /** Trusts everybody. */
  public static final String INSECURE = "--insecure";

  private Trust() {}

  /** Adds them to those of a command. */
  public static Options addTo(Options options) {
    return options
        .value(CA, "FILE", "Trust the certificates of this PEM file too.")
        .flag(INSECURE, "Trust any certificate, of whatever name.");
  }

  /**
   * Whom they trust; empty if none is given.
   *
   * @throws ConfigException if the file cannot be read, or holds no certificate
   */
  public static Optional<SSLContext> find(OptionValues values) {
    return values.isGiven(INSECURE)
        ? Optional.of(everybody())
        : values.findPath(CA).map(Trust::including);
  }

  /** Those whom Java trusts, and the certificates of a PEM file. */
  private static SSLContext including(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      List<Certificate> certificates = new ArrayList<>(ofJava());
      int ofJava = certificates.size();
      certificates.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (certificates.size() == ofJava) {
        throw new ConfigException(file.toString(), "holds no certificate");
      }
      for (Certificate each : certificates) {
        trusted.setCertificateEntry(Integer.toString(trusted.size()), each);
      }
      return context(managers(trusted));
    } catch (IOException e) {
      throw new ConfigException(file.toString(), "cannot be read");
    } catch (GeneralSecurityException e) {
      throw new ConfigException(file.toString(), "must hold certificates in PEM");
    }
  }

  /** Everybody, whatever name they show. */
  private static SSLContext everybody() {
    try {
      return context(new Everybody());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has no TLS", e);
    }
  }

  private static List<X509Certificate> ofJava() throws GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>();
    for (TrustManager each : managers(null)) {
      if (each instanceof X509TrustManager manager) {
        all.addAll(List.of(manager.getAcceptedIssuers()));
      }
    }
    return all;
  }

  private static TrustManager[] managers(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static SSLContext context(TrustManager... managers) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  /** Java leaves the name of a server to a trust manager of this kind. */
  private static final class Everybody extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
