package io.todevice.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.model.TokenLocation.Bearer;
import io.todevice.spec.model.TokenLocation.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever edits the seed changes the server, without touching any Java. */
class EditedSeedTest {

  private final Path directory;

  EditedSeedTest(@TempDir Path directory) {
    this.directory = directory;
    ProjectSpec.copyTo(directory);
  }

  @Test
  void unchangedItDemandsATokenInTheQueryOrInTheHeader() {
    assertThat(sendToDevice().path())
        .isEqualTo("/_matrix/client/v3/sendToDevice/{eventType}/{txnId}");
    assertThat(sendToDevice().security())
        .containsExactly(Set.of(new Query("access_token")), Set.of(new Bearer()));
  }

  @Test
  void withoutSecurityTheOperationIsPublic() throws IOException {
    edit("to_device.yaml", "      security:\n        - accessToken: []\n", "");

    assertThat(sendToDevice().isPublic()).isTrue();
    assertThat(sendToDevice().security()).isEmpty();
  }

  @Test
  void withAnotherBasePathItIsServedThere() throws IOException {
    edit("to_device.yaml", "default: /_matrix/client/v3", "default: /somewhere/else/");

    assertThat(sendToDevice().path()).isEqualTo("/somewhere/else/sendToDevice/{eventType}/{txnId}");
    assertThat(operation("sync").path()).isEqualTo("/_matrix/client/v3/sync");
  }

  @Test
  void withABearerSchemeInPlaceOfTheQueryParameterOnlyTheHeaderIsRead() throws IOException {
    edit("to_device.yaml", "- accessToken: []", "- bearer: []");
    edit(
        "to_device.yaml",
        "    $ref: definitions/security.yaml",
        "    bearer: {type: http, scheme: bearer}");

    assertThat(sendToDevice().security()).containsExactly(Set.of(new Bearer()));
    assertThat(operation("sync").security())
        .containsExactly(Set.of(new Query("access_token")), Set.of(new Bearer()));
  }

  @Test
  void withOneMoreParameterThePathNeedsItsDeclaration() throws IOException {
    edit("to_device.yaml", "{eventType}/{txnId}", "{eventType}/{txnId}/{more}");

    assertThat(SpecFiles.faultOf(this::sendToDevice))
        .isEqualTo(
            "to_device.yaml#/paths/~1sendToDevice~1{eventType}~1{txnId}~1{more}/put: the path"
                + " /_matrix/client/v3/sendToDevice/{eventType}/{txnId}/{more} has the parameters"
                + " [eventType, txnId, more], but declared are [eventType, txnId]");
  }

  private ServedOperation sendToDevice() {
    return operation("sendToDevice");
  }

  private ServedOperation operation(String id) {
    return SpecificationDocument.of(ProjectSpec.assemble(directory)).operations().stream()
        .filter(operation -> operation.operationId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(directory.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(directory.resolve(file), text.replace(from, to));
  }
}
