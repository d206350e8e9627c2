package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Security that can't be kept, or can't be understood, is never taken for none. */
class BadSecurityTest {

  private final BrokenBuild build;

  BadSecurityTest(@TempDir Path directory) {
    build = new BrokenBuild(directory).served("operations: [good, bad]");
  }

  @Test
  void anUnknownScheme() {
    assertThat(refusalOf("[{}, {token: [], other: []}]", "{type: http, scheme: bearer}"))
        .isEqualTo("bad.yaml#/paths/~1bad/get/security/1/other: unknown security scheme 'other'");
  }

  @Test
  void anUnknownSchemeInTheFilesSecurity() {
    build.file("bad.yaml", "{paths: {/bad: {get: {operationId: bad}}}, security: [{other: []}]}");

    assertThat(build.refusal())
        .isEqualTo("bad.yaml#/security/0/other: unknown security scheme 'other'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: http, scheme: basic}",
        "{type: apiKey, in: cookie, name: token}",
        "{type: mutualTLS}",
        "{}"
      })
  void aSchemeThatTheServerCannotCheck(String scheme) {
    assertThat(refusalOf("[{token: []}]", scheme))
        .isEqualTo(
            "bad.yaml#/paths/~1bad/get: unsupported security scheme 'token': the server knows"
                + " apiKey in query or header, http bearer, oauth2, and openIdConnect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "token | : a list of alternatives must stand here",
        "{token: []} | : a list of alternatives must stand here",
        "- | : a list of alternatives must stand here",
        "[token] | /0: an alternative is a map from the names of its schemes",
        "[{token: []}, null] | /1: an alternative is a map from the names of its schemes",
      })
  void malformedSecurity(String security, String refusal) {
    assertThat(refusalOf(security == null ? "" : security, "{type: http, scheme: bearer}"))
        .isEqualTo("bad.yaml#/paths/~1bad/get/security" + refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "token, its security is no list of alternatives",
    "[token], an alternative of its security is no map from the names of schemes",
  })
  void securityThatAnOverlayHasBroken(String security, String reason) {
    build
        .file("bad.yaml", "{paths: {/bad: {get: {operationId: bad}}}}")
        .overlay(
            """
            overlay: 1.0.0
            actions:
              - target: $.paths['/bad'].get
                update: {security: %s}
            """
                .formatted(security));

    assertThat(build.refusal()).isEqualTo("bad.yaml#/paths/~1bad/get: " + reason);
  }

  private String refusalOf(String security, String scheme) {
    return build
        .file(
            "bad.yaml",
            """
            paths: {/bad: {get: {operationId: bad, security: %s}}}
            components: {securitySchemes: {token: %s}}
            """
                .formatted(security, scheme))
        .refusal();
  }
}
