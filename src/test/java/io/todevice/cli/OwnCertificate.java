package io.todevice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost} that no authority has signed.
 *
 * @param pem the file that it is in
 * @param context of a server that shows it
 */
public record OwnCertificate(Path pem, SSLContext context) {

  private static final String PASSWORD = "changeit";

  /** Makes one in a directory. */
  public static OwnCertificate create(Path directory) throws Exception {
    Path store = directory.resolve("keys.p12");
    Path pem = directory.resolve("certificate.pem");
    keytool(
        "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -keystore",
        store);
    keytool("-exportcert -alias a -rfc -file " + pem + " -keystore", store);
    return new OwnCertificate(pem, context(store));
  }

  private static void keytool(String arguments, Path store) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Stream.of((arguments + " " + store + " -storepass " + PASSWORD).split(" ")))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
  }

  private static SSLContext context(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(store.toFile())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
