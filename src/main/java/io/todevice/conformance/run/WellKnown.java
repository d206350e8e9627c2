package io.todevice.conformance.run;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.client.TargetResponse;
import io.todevice.conformance.suite.Json;
import java.net.URI;
import java.util.Optional;

/** Asks a server where its client-server API is (specification, Server Discovery). */
record WellKnown(TargetClient client) {

  private static final String PATH = "/.well-known/matrix/client";
  private static final int MAX_REDIRECTS = 3;

  /**
   * Where the API is: where the server says, or the server itself where it says nothing (404).
   *
   * @throws UnusableTargetException if what it says is of no use
   */
  URI get() {
    TargetResponse response;
    try {
      response = send();
    } catch (NoAnswerException e) {
      throw new UnusableTargetException(base() + PATH + ": " + e.getMessage());
    }
    if (response.status() == 404) {
      return base();
    }
    return baseUrl(response)
        .orElseThrow(
            () ->
                new UnusableTargetException(
                    base()
                        + PATH
                        + ": "
                        + response.status()
                        + " without an m.homeserver of use; an address with its scheme is tested"
                        + " as it is"));
  }

  /** Where it says that it is, if it says so. */
  Optional<URI> find() {
    try {
      return baseUrl(send());
    } catch (NoAnswerException e) {
      return Optional.empty();
    }
  }

  private TargetResponse send() {
    URI base = base();
    TargetResponse response = send(base, PATH);
    for (int i = 0; i < MAX_REDIRECTS && response.status() / 100 == 3; i++) {
      URI next = base.resolve(location(response));
      if (!next.isAbsolute() || next.getHost() == null) {
        return response;
      }
      base = URI.create(next.getScheme() + "://" + next.getRawAuthority());
      response = send(base, next.getRawPath());
    }
    return response;
  }

  private TargetResponse send(URI base, String path) {
    return client
        .withBase(base)
        .send(TargetRequest.of("GET", path).showingLimits(), new ExchangeLog());
  }

  private URI base() {
    return client.settings().base();
  }

  private static String location(TargetResponse response) {
    String location = response.findHeader("Location").orElse("");
    return location.matches("[!-~]{1,2000}") && !location.matches(".*[\"<>\\\\^`{|}].*")
        ? location
        : "";
  }

  private static Optional<URI> baseUrl(TargetResponse response) {
    String url =
        Json.find(response.body())
            .filter(json -> response.status() == 200)
            .orElse(MissingNode.getInstance())
            .at("/m.homeserver/base_url")
            .asText("");
    try {
      return Optional.of(TargetAddress.parse(url))
          .filter(address -> url.contains("://"))
          .map(TargetAddress::base);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
