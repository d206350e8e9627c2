package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ClientSecret;
import io.todevice.config.ServerConfig;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.settings.TokenSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Beside an OAuth 2.0 authorization server")
class IntrospectedTokensTest extends ServerFixture {

  private static final String API = "urn:matrix:client:api:*";
  private static final String OLD_API = "urn:matrix:org.matrix.msc2967.client:api:*";

  private final OtherServer issuer;

  IntrospectedTokensTest() throws IOException {
    issuer = new OtherServer();
    issuer.reply(
        "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
        200,
        "{\"issuer\":\"%s\",\"introspection_endpoint\":\"%s/oauth2/introspect\"}"
            .formatted(issuer.url(), issuer.url()));
  }

  @Override
  ServerConfig config() {
    Settings settings =
        super.config()
            .settings()
            .with(ServerSettings.OPEN_REGISTRATION, false)
            .with(TokenSettings.HOMESERVER_URL, URI.create(issuer.url()))
            .with(TokenSettings.OAUTH_CLIENT_ID, "to device");
    return new ServerConfig(
        settings, Optional.empty(), Optional.of(new ClientSecret("s:ecret")), List.of());
  }

  @AfterAll
  void stopIssuer() {
    issuer.close();
  }

  private Answer whoami(String token, String introspection) {
    issuer.reply("/oauth2/introspect", 200, introspection);
    return anonymous.withToken(token).get("account/whoami");
  }

  private static String active(String scope, String username, long expiry) {
    return "{\"active\":true,\"scope\":\"%s\",\"username\":\"%s\",\"exp\":%d}"
        .formatted(scope, username, expiry);
  }

  private static long inAnHour() {
    return Instant.now().getEpochSecond() + 3600;
  }

  @Test
  @DisplayName("A6: the scopes name the device, and the question is asked as the client")
  void scopes() {
    Answer answer =
        whoami(
            "mat_1", active("openid " + API + " urn:matrix:client:device:D1", "alice", inAnHour()));

    assertThat(answer.text("user_id")).isEqualTo("@alice:localhost");
    assertThat(answer.text("device_id")).isEqualTo("D1");
    assertThat(issuer.questions())
        .anySatisfy(
            question -> {
              assertThat(question.body()).isEqualTo("token=mat_1&token_type_hint=access_token");
              // to+device:s%3Aecret
              assertThat(question.authorization()).isEqualTo("Basic dG8rZGV2aWNlOnMlM0FlY3JldA==");
            });
  }

  @Test
  @DisplayName("A6: the names of scopes from before they were merged count too")
  void oldScopes() {
    Answer answer =
        whoami(
            "mat_2",
            active(OLD_API + " urn:matrix:org.matrix.msc2967.client:device:D2", "bob", inAnHour()));

    assertThat(answer.text("device_id")).isEqualTo("D2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"active\":false}",
        "{\"active\":true,\"scope\":\"urn:matrix:client:api:*\",\"username\":\"a\"}",
        "{\"active\":true,\"scope\":\"urn:matrix:client:device:D\",\"username\":\"a\"}",
        "{\"active\":true,\"scope\":\"urn:matrix:client:api:* urn:matrix:client:device:D\"}",
        "{\"active\":true,\"username\":\"a\"}",
        "{\"active\":true,\"scope\":\"urn:matrix:client:api:* urn:matrix:client:device:D"
            + " urn:matrix:client:device:E\",\"username\":\"a\"}",
        "{\"active\":true,\"scope\":\"urn:matrix:client:api:* urn:matrix:client:device:*\","
            + "\"username\":\"a\"}",
        "{\"active\":true,\"scope\":\"urn:matrix:client:api:* urn:matrix:client:device:D\","
            + "\"username\":\"a\",\"token_type\":\"refresh_token\"}"
      })
  @DisplayName("A1: a token is unknown that is not active, or does not name the API and one device")
  void notGood(String introspection) {
    assertThat(whoami("bad" + introspection.hashCode(), introspection).outcome())
        .isEqualTo("401 M_UNKNOWN_TOKEN");
  }

  @Test
  @DisplayName("A5: a token ends when the issuer said that it would")
  void expires() {
    String scope = API + " urn:matrix:client:device:D3";

    Answer answer = whoami("mat_3", active(scope, "carol", Instant.now().getEpochSecond() - 1));

    assertThat(answer.outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(answer.json().path("soft_logout").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("answers 503 where the issuer says when a token ends, but not in seconds")
  void expiryIsNoNumber() {
    String active = active(API + " urn:matrix:client:device:D4", "dora", inAnHour());

    assertThat(whoami("mat_4", active.replaceFirst("\"exp\":\\d+", "\"exp\":\"soon\"")).status())
        .isEqualTo(503);
  }

  @Test
  @DisplayName("answers 503 where the issuer refuses this client")
  void refused() {
    issuer.reply("/oauth2/introspect", 401, "{\"error\":\"invalid_client\"}");

    assertThat(anonymous.withToken("mat_4").get("account/whoami").outcome())
        .isEqualTo("503 M_UNKNOWN");
  }
}
