package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.todevice.config.ServerConfig;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.StorageLimits;
import io.todevice.spec.model.SpecificationDocument;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What clients ask for at their start, beside what is in a sync (clause K12). */
@DisplayName("What users keep")
class UserDataTest extends ServerFixture {

  private static final String LARGE = "{\"x\":\"" + "x".repeat(60_000) + "\"}";

  @Override
  ServerConfig config() {
    return super.config()
        .with(ServerSettings.PUBLIC_BASE_URL, URI.create("https://matrix.example.org/hs"))
        .with(StorageLimits.USER_DATA_SIZE, 100_000L);
  }

  @Nested
  @DisplayName("as account data")
  class AccountData {

    @Test
    @DisplayName("K12: comes back as it was put, on every device of its user")
    void roundTrip() {
      Member alice = register("PHONE");
      String content = "{\"b\":1.0,\"a\":[12345678901234567890,\"\\u00e4\"],\"\":{}}";

      Answer put = alice.http().put(path(alice, "org.example.x"), content);

      assertThat(put.status() + put.body()).isEqualTo("200{}");
      Member laptop = login(alice, "LAPTOP");
      assertThat(laptop.http().get(path(alice, "org.example.x")).body()).isEqualTo(content);
      alice.http().put(path(alice, "org.example.x"), "{}");
      assertThat(laptop.http().get(path(alice, "org.example.x")).body()).isEqualTo("{}");
    }

    @Test
    @DisplayName("K12: of a type that nothing is kept under is M_NOT_FOUND")
    void unknown() {
      Member alice = register();

      assertThat(alice.http().get(path(alice, "m.direct")).outcome()).isEqualTo("404 M_NOT_FOUND");
    }

    @Test
    @DisplayName("K12: is forbidden to anybody else, and unchanged by them")
    void others() {
      Member alice = register();
      Member mallory = register();
      alice.http().put(path(alice, "m.direct"), "{\"a\":1}");

      assertThat(mallory.http().get(path(alice, "m.direct")).outcome())
          .isEqualTo("403 M_FORBIDDEN");
      assertThat(mallory.http().put(path(alice, "m.direct"), "{}").outcome())
          .isEqualTo("403 M_FORBIDDEN");
      assertThat(mallory.http().put(path("nobody", "m.direct"), "{}").outcome())
          .isEqualTo("403 M_FORBIDDEN");
      assertThat(alice.http().get(path(alice, "m.direct")).body()).isEqualTo("{\"a\":1}");
    }

    @Test
    @DisplayName("K12: of the server's own types cannot be put: 405 M_BAD_JSON")
    void serverControlled() {
      Member alice = register();

      for (String type : new String[] {"m.fully_read", "m.push_rules"}) {
        assertThat(alice.http().put(path(alice, type), "{}").outcome()).isEqualTo("405 M_BAD_JSON");
      }
    }

    @Test
    @DisplayName("K12: that is no JSON object is refused, and nothing is kept of it")
    void notAnObject() {
      Member alice = register();

      assertThat(alice.http().put(path(alice, "a"), "[]").outcome()).isEqualTo("400 M_BAD_JSON");
      assertThat(alice.http().put(path(alice, "a"), "{").outcome()).isEqualTo("400 M_NOT_JSON");
      assertThat(alice.http().get(path(alice, "a")).outcome()).isEqualTo("404 M_NOT_FOUND");
    }

    @Test
    @DisplayName("F2: that is too large, or more than the user may hold, is M_TOO_LARGE")
    void tooLarge() {
      Member alice = register();

      assertThat(
              alice
                  .http()
                  .put(path(alice, "a"), "{\"x\":\"" + "x".repeat(70_000) + "\"}")
                  .outcome())
          .isEqualTo("413 M_TOO_LARGE");
      assertThat(alice.http().put(path(alice, "a"), LARGE).outcome()).isEqualTo("200");
      assertThat(alice.http().put(path(alice, "b"), LARGE).outcome()).isEqualTo("413 M_TOO_LARGE");
      assertThat(alice.http().put(path(alice, "a"), "{}").outcome()).isEqualTo("200");
      assertThat(alice.http().put(path(alice, "b"), LARGE).outcome()).isEqualTo("200");
      assertThat(server.counters().store().refusedData()).isPositive();
    }

    private String path(Member user, String type) {
      return path(user.userId(), type);
    }

    private String path(String userId, String type) {
      return "user/" + userId + "/account_data/" + type;
    }
  }

  @Nested
  @DisplayName("as a profile")
  class Profile {

    @Test
    @DisplayName("K12: is there for every user of the server, for everybody to see")
    void forEverybody() {
      Member alice = register();
      assertThat(anonymous.get("profile/" + alice.userId()).body()).isEqualTo("{}");

      assertThat(set(alice, "displayname", "\"Al\\u00efce\"").outcome()).isEqualTo("200");
      assertThat(set(alice, "avatar_url", "\"mxc://a/b\"").outcome()).isEqualTo("200");

      assertThat(anonymous.get("profile/" + alice.userId()).json().toString())
          .isEqualTo("{\"displayname\":\"Alïce\",\"avatar_url\":\"mxc://a/b\"}");
      assertThat(anonymous.get(field(alice, "displayname")).json().toString())
          .isEqualTo("{\"displayname\":\"Alïce\"}");
      assertThat(anonymous.get(field(alice, "avatar_url")).text("avatar_url"))
          .isEqualTo("mxc://a/b");
    }

    @Test
    @DisplayName("K12: is M_NOT_FOUND for an unknown user and for a field that is not set")
    void unknown() {
      Member alice = register();

      for (String user : new String[] {"@nobody:localhost", "@a:elsewhere.example", "nonsense"}) {
        assertThat(anonymous.get("profile/" + user).outcome()).isEqualTo("404 M_NOT_FOUND");
        assertThat(anonymous.get("profile/" + user + "/displayname").outcome())
            .isEqualTo("404 M_NOT_FOUND");
      }
      assertThat(anonymous.get(field(alice, "displayname")).outcome()).isEqualTo("404 M_NOT_FOUND");
    }

    @Test
    @DisplayName("K12: is changed by nobody else")
    void others() {
      Member alice = register();
      Member mallory = register();

      assertThat(
              mallory.http().put(field(alice, "displayname"), "{\"displayname\":\"x\"}").outcome())
          .isEqualTo("403 M_FORBIDDEN");
      assertThat(anonymous.get("profile/" + alice.userId()).body()).isEqualTo("{}");
    }

    @Test
    @DisplayName("K12: loses a name that is set to an empty text")
    void emptyName() {
      Member alice = register();
      set(alice, "displayname", "\"A\"");

      assertThat(set(alice, "displayname", "\"\"").outcome()).isEqualTo("200");

      assertThat(anonymous.get("profile/" + alice.userId()).body()).isEqualTo("{}");
    }

    @Test
    @DisplayName("K12: has texts as name and picture")
    void texts() {
      Member alice = register();

      assertThat(set(alice, "displayname", "5").outcome()).isEqualTo("400 M_BAD_JSON");
      assertThat(set(alice, "avatar_url", "null").outcome()).isEqualTo("400 M_BAD_JSON");
    }

    @Test
    @DisplayName("F2: has at most 64 KiB: M_TOO_LARGE")
    void tooLarge() {
      Member alice = register();

      assertThat(set(alice, "displayname", '"' + "x".repeat(66_000) + '"').outcome())
          .isEqualTo("413 M_TOO_LARGE");
    }

    @Test
    @DisplayName("K12: has fields of its user's own, where the document has an operation for them")
    void ownFields() {
      assumeServed("setProfileField");
      Member alice = register();

      assertThat(set(alice, "org.example.team", "{\"a\":1.0}").outcome()).isEqualTo("200");
      assertThat(anonymous.get(field(alice, "org.example.team")).body())
          .isEqualTo("{\"org.example.team\":{\"a\":1.0}}");
      assertThat(anonymous.get("profile/" + alice.userId()).body())
          .isEqualTo("{\"org.example.team\":{\"a\":1.0}}");
      assertThat(set(alice, "org.example.none", "null").outcome()).isEqualTo("200");
      assertThat(anonymous.get(field(alice, "org.example.none")).body())
          .isEqualTo("{\"org.example.none\":null}");
      assertThat(alice.http().delete(field(alice, "org.example.none"), "").outcome())
          .isEqualTo("200");
      assertThat(alice.http().delete(field(alice, "org.example.team"), "").outcome())
          .isEqualTo("200");
      assertThat(anonymous.get(field(alice, "org.example.team")).outcome())
          .isEqualTo("404 M_NOT_FOUND");
      assertThat(alice.http().get("capabilities").json().at("/capabilities/m.profile_fields"))
          .hasToString("{\"enabled\":true}");
    }

    @Test
    @DisplayName("K12: refuses a field under another name, or with none")
    void wrongField() {
      assumeServed("setProfileField");
      Member alice = register();

      assertThat(alice.http().put(field(alice, "org.example.a"), "{\"org.example.b\":1}").outcome())
          .isEqualTo("400 M_MISSING_PARAM");
      assertThat(set(alice, "Not A Name", "1").outcome()).isEqualTo("400 M_INVALID_PARAM");
    }

    private Answer set(Member user, String field, String value) {
      return user.http().put(field(user, field), "{\"" + field + "\":" + value + "}");
    }

    private String field(Member user, String field) {
      return "profile/" + user.userId() + "/" + field.replace(" ", "%20");
    }

    private void assumeServed(String operation) {
      assumeTrue(
          SpecificationDocument.get().operationIds().contains(operation),
          "the document that this build was made from has no operation " + operation);
    }
  }

  @Test
  @DisplayName("K12: the well-known document tells the public URL, to pages of any origin")
  void wellKnown() {
    Answer answer = anonymous.get("/.well-known/matrix/client");

    assertThat(answer.body())
        .isEqualTo("{\"m.homeserver\":{\"base_url\":\"https://matrix.example.org/hs\"}}");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }
}
