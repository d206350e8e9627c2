package io.todevice.spec.assembly;

import io.todevice.net.BoundedBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Files that references of web addresses lead to, fetched once each into a directory of their own.
 * Redirections are not followed: they might lead anywhere.
 */
final class RemoteFiles {

  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_FILES = 1000;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Map<Path, URI> addresses = new HashMap<>();
  private @Nullable Path mirror;

  /** Whether a file was fetched. */
  boolean holds(Path file) {
    return addresses.containsKey(file);
  }

  /** Where a fetched file is from. */
  URI addressOf(Path file) {
    URI address = addresses.get(file);
    if (address == null) {
      throw new IllegalArgumentException("not fetched: " + file);
    }
    return address;
  }

  /** What fetched files are named relative to. */
  Path root() {
    Path root = mirror;
    if (root == null) {
      try {
        root = Files.createTempDirectory("specification").toRealPath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      root.toFile().deleteOnExit();
      mirror = root;
    }
    return root;
  }

  /**
   * The local copy of a file.
   *
   * @param from who refers to it
   * @throws io.todevice.spec.SpecificationException if it cannot be had
   */
  Path fetch(URI address, Place from) {
    if (address.getUserInfo() != null) {
      // Not repeated: it may hold a password.
      throw from.fault("the reference leads to a web address with user information");
    }
    Path file = root().resolve(nameOf(address)).normalize();
    boolean isFile = address.getRawPath().matches("/.*[^/]") && file.startsWith(root());
    if (!isFile || address.getQuery() != null) {
      throw from.fault("the reference leads to '" + address + "', which is no file");
    }
    if (!holds(file)) {
      if (addresses.size() == MAX_FILES) {
        throw from.fault("more than " + MAX_FILES + " files of the web are referred to");
      }
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, download(address, from));
        file.toFile().deleteOnExit();
        addresses.put(file, address);
      } catch (IOException e) {
        throw from.fault("'" + address + "' cannot be fetched");
      }
    }
    return file;
  }

  /**
   * Two addresses have one name only if they are the same: the scheme, the host with its port, and
   * the path as it is written.
   */
  private static String nameOf(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? usual : address.getPort();
    String authority = address.getHost().toLowerCase(Locale.ROOT) + "_" + port;
    return scheme + "/" + authority.replace(':', '_') + address.getRawPath().replace(":", "%3A");
  }

  private static byte[] download(URI address, Place from) throws IOException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, head -> BoundedBody.ofAtMost(MAX_BYTES));
    try {
      // The request's own timeout ends with the headers; the body might come for ever.
      HttpResponse<byte[]> response = sent.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (response.statusCode() != 200) {
        throw from.fault("'" + address + "' is answered with " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BoundedBody.TooLongException) {
        throw from.fault("'" + address + "' is larger than " + MAX_BYTES + " bytes");
      }
      throw new IOException(e);
    } catch (TimeoutException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      sent.cancel(true);
    }
  }
}
