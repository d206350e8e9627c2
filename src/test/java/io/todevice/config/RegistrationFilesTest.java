package io.todevice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.domain.AccessToken;
import io.todevice.domain.ApplicationService;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.settings.ServerName;
import io.todevice.settings.Settings;
import io.todevice.settings.TokenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The registration files of application services")
class RegistrationFilesTest {

  private static final ServerName SERVER = new ServerName("example.org");
  static final String GOOD =
      """
      id: irc
      url: null
      as_token: secretOfIrc
      hs_token: another
      sender_localpart: _ircbot
      namespaces:
        users:
          - {exclusive: true, regex: "@_irc_[[:alpha:]]+"}
          - {exclusive: false, regex: "@shared_.*:example\\\\.org$"}
        aliases:
          - {exclusive: true, regex: "#_irc_.*"}
        rooms: []
      rate_limited: false
      protocols: [irc]
      receive_ephemeral: true
      io.element.msc4190: true
      de.sorunome.msc2409.push_ephemeral: true
      """;

  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private String faults(String text) throws IOException {
    Path file = write("bad.yaml", text);
    try {
      throw new AssertionError("accepted " + RegistrationFiles.read(file, SERVER));
    } catch (ConfigException e) {
      return String.join("\n", e.faults()).replace(file.toString(), "F");
    }
  }

  @Test
  @DisplayName("say who the sender is, and which users the service may act as")
  void good() throws IOException {
    ApplicationService service =
        RegistrationFiles.read(write("irc.yaml", GOOD), SERVER).stream().findFirst().orElseThrow();

    assertThat(service.id()).isEqualTo("irc");
    assertThat(service.token()).isEqualTo(TokenHash.of(new AccessToken("secretOfIrc")));
    assertThat(service.sender()).isEqualTo(new UserId("@_ircbot:example.org"));
    assertThat(service.toString()).doesNotContain("secretOfIrc", "another");
    assertThat(
            List.of(
                "@_ircbot:example.org",
                "@_irc_a:example.org",
                "@_irc_abc:example.org",
                "@shared_1:example.org"))
        .allMatch(user -> service.covers(new UserId(user)));
    assertThat(
            List.of(
                "@_irc_1:example.org",
                "@_irc_a:elsewhere",
                "@a@_irc_a:example.org",
                "@shared_1:example.org.net",
                "@other:example.org"))
        .noneMatch(user -> service.covers(new UserId(user)));
    assertThat(service.isExclusive(new UserId("@_irc_a:example.org"))).isTrue();
    assertThat(service.isExclusive(new UserId("@shared_1:example.org"))).isFalse();
    assertThat(service.areUsersLimited()).isFalse();
  }

  @Test
  @DisplayName("are one file, or the YAML files of a directory, which a setting names")
  void directory() throws IOException {
    write("a.yaml", GOOD);
    write(
        "b.yml",
        GOOD.replace("id: irc", "id: b")
            .replace("secretOfIrc", "secretOfB")
            .replace("_ircbot", "b"));
    write("notes.txt", "no registration");
    Settings settings = Settings.NONE.with(TokenSettings.APPLICATION_SERVICES, dir);

    assertThat(ConfigLoader.load(settings, Map.of(), Optional.empty()).applicationServices())
        .extracting(ApplicationService::id)
        .containsExactly("irc", "b");
  }

  @Test
  @DisplayName("have different IDs and tokens")
  void twice() throws IOException {
    Path first = write("a.yaml", GOOD);
    Path second = write("b.yaml", GOOD);

    assertThatThrownBy(() -> RegistrationFiles.read(dir, SERVER))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.faults())
                    .containsExactly(
                        second + ": /id: is the same as in " + first,
                        second + ": /as_token: is the same as in " + first,
                        second
                            + ": /sender_localpart: the sender of one service cannot be a user of"
                            + " another, and "
                            + first
                            + " has it"));
  }

  @Test
  @DisplayName("have senders who are not another service's alone")
  void senders() throws IOException {
    write("a.yaml", GOOD);
    write(
        "b.yaml",
        GOOD.replace("id: irc", "id: b").replace("Irc", "B").replace("_ircbot", "_irc_x"));

    assertThatThrownBy(() -> RegistrationFiles.read(dir, SERVER))
        .hasMessageContaining("b.yaml: /sender_localpart: the sender of one service cannot be");
  }

  @Test
  @DisplayName("have tokens that are not fixed tokens of devices")
  void fixedTokens() throws IOException {
    ServerConfig config =
        ServerConfig.defaults()
            .withFixedTokens(
                new FixedTokens(
                    Map.of(
                        TokenHash.of(new AccessToken("secretOfIrc")),
                        new DeviceAddress(new UserId("@a:example.org"), new DeviceId("D"))),
                    Map.of()));
    List<ApplicationService> services = RegistrationFiles.read(write("a.yaml", GOOD), SERVER);

    assertThatThrownBy(() -> config.withApplicationServices(services))
        .hasMessage("application-services: the as_token of 'irc' is also one of the fixed tokens");
  }

  @Test
  @DisplayName("are faults with line, place and reason, all of them and without what is secret")
  void everyFault() throws IOException {
    assertThat(
            faults(
                """
                id: 5
                url: [no]
                as_token: "no token"
                sender_localpart: "a:b"
                namespaces:
                  users:
                    - {exclusive: yes please, regex: "@(_irc"}
                    - text
                  user: []
                rate_limted: false
                protocols: [1]
                """))
        .isEqualTo(
            """
            F:10:1: /rate_limted: unknown key; did you mean rate_limited?
            F:1:1: /id: must be a text of at least one character; put it in quotes
            F:2:1: /url: must be a URL or null
            F:3:1: /as_token: must be at most 1024 letters, digits and ._~+/- with = only at the end
            F:1:1: /hs_token: is missing
            F:4:1: /sender_localpart: must be the local part of a user ID
            F:9:3: /namespaces/user: unknown key; did you mean users?
            F:8:7: /namespaces/users/1: is of another kind than its list
            F:11:13: /protocols/0: is of another kind than its list\
            """);
  }

  @Test
  @DisplayName("name the namespace that is wrong")
  void namespaces() throws IOException {
    assertThat(
            faults(
                GOOD.replace("@_irc_[[:alpha:]]+", "@(_irc")
                    .replace("rooms: []", "rooms: [{regex: '!a'}]")))
        .contains("/namespaces/users/0/regex: must be a POSIX regular expression")
        .contains("/namespaces/rooms/0/exclusive: is missing");
    assertThat(faults("- a")).isEqualTo("F: must be the registration of an application service");
    assertThat(faults("id: [")).startsWith("F:");
  }

  @Test
  @DisplayName("are at least one")
  void none() {
    assertThatThrownBy(() -> RegistrationFiles.read(dir, SERVER))
        .hasMessage(dir + ": holds no *.yaml file");
    assertThatThrownBy(() -> RegistrationFiles.read(dir.resolve("x.yaml"), SERVER))
        .hasMessage(dir.resolve("x.yaml") + ": no such file");
  }
}
