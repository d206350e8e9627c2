package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.spec.model.Parameter;
import io.todevice.spec.model.PathTemplate;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes calls of one operation, with what its path and its query demand. Used by one thread. */
final class CallBuilder {

  /** An event type, a type of account data, the ID of a push rule and a field of a profile. */
  static final String TYPE = "io.todevice.test";

  static final String BACKUP =
      "{\"algorithm\":\"m.megolm_backup.v1.curve25519-aes-sha2\","
          + "\"auth_data\":{\"public_key\":\"abcdefg\"}}";

  static final String FILTER =
      "{\"room\":{\"rooms\":[]},\"event_format\":\"client\",\"event_fields\":[\"type\"],"
          + "\"presence\":{\"not_types\":[\"*\"]},\"account_data\":{\"not_types\":[\"*\"]}}";

  private final CaseContext context;
  private final TestedOperation operation;
  private String backupVersion = "";

  CallBuilder(CaseContext context, TestedOperation operation) {
    this.context = context;
    this.operation = operation;
  }

  CaseContext context() {
    return context;
  }

  SessionSteps steps() {
    return new SessionSteps(context);
  }

  TestDevice user() {
    return context.newUser();
  }

  /** A user of the kit's own, who has nothing to lose. */
  TestDevice registeredUser() {
    require(Capability.REGISTRATION);
    return user();
  }

  static ObjectNode body() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Expects that the server has what a call needs.
   *
   * @throws InapplicableException if it does not
   */
  void require(Capability capability) {
    if (!context.target().capabilities().contains(capability)) {
      throw new InapplicableException("the server does not have: " + capability);
    }
  }

  /** A call without a body. */
  ProperCall generic() {
    if (operation.hasJsonBody()) {
      throw new InapplicableException("the kit has no body for " + operation.name());
    }
    Optional<TestDevice> device =
        operation.operation().isPublic() ? Optional.empty() : Optional.of(user());
    return new ProperCall(request(operation.operation().method(), device), device);
  }

  /** A call for which there need not be anything. */
  ProperCall ifFound() {
    ProperCall call = generic();
    if (context.send(call.request()).status() == 404) {
      throw new InapplicableException("the server has nothing to answer to " + operation.name());
    }
    return call;
  }

  /** A call without a body of a path that names a user or what the user has. */
  ProperCall ofUser(TestDevice device) {
    Optional<TestDevice> caller =
        operation.operation().isPublic() ? Optional.empty() : Optional.of(device);
    return new ProperCall(request(operation.operation().method(), Optional.of(device)), caller);
  }

  /** The same for what was put there before. */
  ProperCall afterPut(TestDevice device, String body) {
    var unused =
        new ProperCall(request("PUT", Optional.of(device)).json(body), Optional.of(device))
            .send(context);
    return ofUser(device);
  }

  ProperCall byUser(TestDevice device, String body) {
    Optional<TestDevice> sender = Optional.of(device);
    return new ProperCall(request(operation.operation().method(), sender).json(body), sender);
  }

  /**
   * A call without a token.
   *
   * @param afterwards what is to be done with a success
   */
  ProperCall anonymous(ObjectNode body, Consumer<Reply> afterwards) {
    return new ProperCall(
        request(operation.operation().method(), Optional.empty()).json(body.toString()),
        Optional.empty(),
        false,
        afterwards);
  }

  /** A request with what its path and its query demand. */
  TargetRequest request(String method, Optional<TestDevice> device) {
    TargetRequest request = TargetRequest.of(method, path(device));
    for (Parameter parameter : operation.documented().parameters("query")) {
      if (parameter.isRequired()) {
        request = request.query(parameter.name(), queried(parameter.name(), device));
      }
    }
    return request;
  }

  private String queried(String parameter, Optional<TestDevice> device) {
    return switch (parameter) {
      case "version" -> backup(device.orElseThrow());
      case "from", "to" -> TestDevice.encode(device.orElseThrow().sync().getNextBatch());
      default ->
          throw new InapplicableException(
              "the kit has no '" + parameter + "' for " + operation.name());
    };
  }

  /**
   * The version of the key backup that this call is about. Its user is the kit's own: another would
   * lose the backup that there is.
   */
  String backup(TestDevice device) {
    require(Capability.REGISTRATION);
    if (backupVersion.isEmpty()) {
      Reply reply = device.call("POST", "/room_keys/version", BACKUP);
      if (reply.status() == 404) {
        throw new InapplicableException("the server has no key backups");
      }
      backupVersion = reply.expectStatus(200).getText("/version");
    }
    return backupVersion;
  }

  private String path(Optional<TestDevice> device) {
    return PathTemplate.of(operation.operation().path())
        .expand(parameter -> TestDevice.encode(value(parameter, device)));
  }

  private String value(String parameter, Optional<TestDevice> device) {
    return switch (parameter) {
      case "eventType" -> TYPE;
      case "txnId" -> context.newTransactionId();
      case "deviceId" -> device.orElseThrow().deviceId();
      case "userId" -> device.orElseThrow().userId();
      case "type" -> TYPE;
      case "keyName" -> TYPE;
      case "scope" -> "global";
      case "kind" -> isAboutAnyRule() ? "override" : "content";
      case "ruleId" -> isAboutAnyRule() ? ".m.rule.master" : TYPE;
      case "version" -> backup(device.orElseThrow());
      case "roomId" -> "!reeds:example.org";
      case "sessionId" -> "c2Vzc2lvbg";
      case "filterId" -> filterId(device.orElseThrow());
      default ->
          throw new InapplicableException(
              "the kit has no value for {" + parameter + "} in " + operation.name());
    };
  }

  /** Whether it can be called for a rule that every user has. */
  private boolean isAboutAnyRule() {
    return operation.operation().path().matches(".*/(?:enabled|actions)");
  }

  private static String filterId(TestDevice device) {
    return device
        .call("POST", "/user/" + TestDevice.encode(device.userId()) + "/filter", FILTER)
        .expectStatus(200)
        .getText("/filter_id");
  }
}
