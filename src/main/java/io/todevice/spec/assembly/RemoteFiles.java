package io.todevice.spec.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files that references of web addresses lead to, fetched once each into a directory of their own.
 * Redirections are not followed: they might lead anywhere.
 */
final class RemoteFiles {

  private static final int MAX_BYTES = 16 << 20;
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
    Path file = root().resolve(address.getHost() + address.getPath().replace(':', '_')).normalize();
    if (!file.startsWith(root()) || address.getQuery() != null) {
      throw from.fault("the reference leads to '" + address + "', which is no file");
    }
    if (!holds(file)) {
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

  private static byte[] download(URI address, Place from) throws IOException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw from.fault("'" + address + "' is answered with " + response.statusCode());
        }
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw from.fault("'" + address + "' is larger than " + MAX_BYTES + " bytes");
        }
        return bytes;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
