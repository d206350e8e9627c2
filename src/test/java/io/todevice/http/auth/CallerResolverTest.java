package io.todevice.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.http.call.Caller;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.spec.model.Credentials;
import io.todevice.spec.model.TokenLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallerResolverTest {

  private static final TokenExtractor NEEDED =
      new TokenExtractor(List.of(Set.of(new TokenLocation.Bearer())));
  private static final TokenExtractor OPTIONAL =
      new TokenExtractor(List.of(Set.of(new TokenLocation.Bearer()), Set.of()));
  private static final TokenExtractor PUBLIC = new TokenExtractor(List.of());

  private final AtomicInteger asked = new AtomicInteger();
  private final CallerResolver resolver =
      new CallerResolver(this::authenticate, ApplicationServices.NONE, NEEDED);

  @Test
  @DisplayName("A1: a good token gives its device")
  void good() {
    Caller caller = resolve(resolver, NEEDED, "Bearer good");

    assertThat(caller.getDevice().address()).isEqualTo(device("good").address());
    assertThat(caller.getDevice().token()).isEqualTo(new AccessToken("good"));
  }

  @Test
  @DisplayName("A1: none is M_MISSING_TOKEN; unknown and malformed are M_UNKNOWN_TOKEN")
  void refused() {
    assertThat(refusal("Basic a").code()).isEqualTo(ErrorCode.M_MISSING_TOKEN);
    assertThat(refusal("Bearer who").code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal("Bearer who").isSoftLogout()).isFalse();
    assertThat(refusal("Bearer ü").code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(asked).hasValue(2);
  }

  @Test
  @DisplayName("A1: an expired token is a soft logout")
  void expired() {
    assertThat(refusal("Bearer old").code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal("Bearer old").isSoftLogout()).isTrue();
  }

  @Test
  @DisplayName("A3: a public operation does not look at a token")
  void ignored() {
    assertThat(resolve(resolver, PUBLIC, "Bearer good").user()).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  @DisplayName("A3: where a token is optional a good one counts and any other is no harm")
  void optional() {
    assertThat(resolve(resolver, OPTIONAL, "Bearer good").user()).isPresent();
    for (String other : List.of("Bearer who", "Bearer old", "Bearer ü", "Basic a")) {
      assertThat(resolve(resolver, OPTIONAL, other)).isEqualTo(Caller.ANONYMOUS);
    }
  }

  @Test
  @DisplayName(
      "A1: an authenticator that could not find out fails the stage, unless the token is optional")
  void fault() {
    Authenticator throwing =
        token -> {
          throw new IllegalStateException("x");
        };
    Authenticator failing = token -> CompletableFuture.failedStage(new IllegalStateException("x"));

    for (Authenticator broken : List.of(throwing, failing)) {
      CallerResolver fallible = new CallerResolver(broken, ApplicationServices.NONE, NEEDED);
      assertThatThrownBy(() -> resolve(fallible, NEEDED, "Bearer good"))
          .hasRootCauseInstanceOf(IllegalStateException.class);
      assertThat(resolve(fallible, OPTIONAL, "Bearer good")).isEqualTo(Caller.ANONYMOUS);
    }
  }

  @Test
  @DisplayName("A1: a resource that needs a device and has none answers M_MISSING_TOKEN")
  void anonymous() {
    assertThatThrownBy(Caller.ANONYMOUS::getDevice)
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_MISSING_TOKEN));
  }

  private MatrixException refusal(String authorization) {
    try {
      throw new AssertionError("accepted " + resolve(resolver, NEEDED, authorization));
    } catch (CompletionException e) {
      if (e.getCause() instanceof MatrixException matrix) {
        return matrix;
      }
      throw e;
    }
  }

  private static Caller resolve(
      CallerResolver resolver, TokenExtractor extractor, String authorization) {
    Credentials credentials =
        new Credentials() {
          @Override
          public List<String> headers(String name) {
            return List.of(authorization);
          }

          @Override
          public Optional<String> findQuery(String name) {
            return Optional.empty();
          }
        };
    return resolver
        .resolve(extractor, credentials, () -> ClientNetwork.UNKNOWN)
        .toCompletableFuture()
        .join();
  }

  private CompletionStage<Authentication> authenticate(AccessToken token) {
    asked.incrementAndGet();
    return CompletableFuture.completedStage(
        switch (token.value()) {
          case "good" -> new Authentication.Accepted(device("good"), Optional.empty());
          case "old" -> new Authentication.Expired();
          default -> new Authentication.Unknown();
        });
  }

  private static AuthenticatedDevice device(String token) {
    return new AuthenticatedDevice(
        new DeviceIncarnation(
            new DeviceAddress(new UserId("@alice:example.org"), new DeviceId("D")), 1),
        new AccessToken(token));
  }
}
