package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.spec.model.Parameter;
import io.todevice.spec.model.PathTemplate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How each operation is called properly: the values in its path and its body. The one place to
 * extend when the document gets an operation; one without a path value and without a body needs
 * nothing here.
 */
final class Recipes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String TYPE = "io.todevice.test";
  private static final String KEY_ALGORITHM = "signed_curve25519";

  /** Any bytes are an Ed25519 key that nobody signs with. */
  private static final String PUBLIC_KEY = "azEtLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0";

  private static final String SLIDING_SYNC =
      "{\"conn_id\":\"kit\",\"timeout\":0,\"set_presence\":\"offline\",\"lists\":{},"
          + "\"room_subscriptions\":{},\"extensions\":{\"to_device\":{\"enabled\":true},"
          + "\"e2ee\":{\"enabled\":true}}}";

  private static final String FILTER =
      "{\"room\":{\"rooms\":[]},\"event_format\":\"client\",\"event_fields\":[\"type\"],"
          + "\"presence\":{\"not_types\":[\"*\"]},\"account_data\":{\"not_types\":[\"*\"]}}";

  private static final String BACKUP =
      "{\"algorithm\":\"m.megolm_backup.v1.curve25519-aes-sha2\","
          + "\"auth_data\":{\"public_key\":\"abcdefg\"}}";
  private static final String ROOM_KEY =
      "{\"first_message_index\":0,\"forwarded_count\":0,\"is_verified\":true,"
          + "\"session_data\":{\"ciphertext\":\"abc\"}}";
  private static final String ROOM_KEYS = "{\"sessions\":{\"c2Vzc2lvbg\":" + ROOM_KEY + "}}";
  private static final String PUSH_RULE =
      "{\"pattern\":\"heron\",\"conditions\":[],\"actions\":[\"notify\"]}";
  private static final String ACCOUNT_DATA = "{\"theme\":\"dark\"}";
  private static final String DISPLAY_NAME = "{\"displayname\":\"Heron\"}";
  private static final String AVATAR_URL = "{\"avatar_url\":\"mxc://example.org/heron\"}";
  private static final String FIELD = "io.todevice.test";
  private static final String PROFILE_FIELD = "{\"" + FIELD + "\":\"grey\"}";

  private final CaseContext context;
  private final TestedOperation operation;
  private final SessionSteps steps;
  private String backupVersion = "";

  private Recipes(CaseContext context, TestedOperation operation) {
    this.context = context;
    this.operation = operation;
    steps = new SessionSteps(context);
  }

  /**
   * A proper call of an operation, by a user of its own where it needs one.
   *
   * @throws InapplicableException if the kit does not know how to call it, or cannot on this server
   */
  static ProperCall prepare(CaseContext context, TestedOperation operation) {
    return new Recipes(context, operation).prepare();
  }

  private ProperCall prepare() {
    return switch (operation.id()) {
      case "register" -> register();
      case "login" -> login();
      case "refresh" -> refresh();
      case "logout" -> ending(Capability.NEW_DEVICES);
      case "logout_all" -> ending(Capability.LOGOUT_ALL);
      case "deleteDevice" -> interactive(body());
      case "deleteDevices" -> deleteDevices();
      case "updateDevice" -> byUser(user(), body().put("display_name", "Kitchen radio").toString());
      case "sendToDevice" -> sendToDevice();
      case "slidingSync" -> slidingSync();
      case "uploadKeys" -> ofKeys(Recipes::upload);
      case "queryKeys" -> ofKeys(device -> byUserId("device_keys", device, NODES.arrayNode()));
      case "claimKeys" ->
          ofKeys(
              device ->
                  byUserId("one_time_keys", device, body().put(device.deviceId(), KEY_ALGORITHM)));
      case "getKeysChanges" -> keysChanges();
      case "uploadCrossSigningKeys" -> crossSigning();
      case "uploadCrossSigningSignatures" -> ofKeys(device -> body());
      case "defineFilter" -> byUser(user(), FILTER);
      case "postRoomKeysVersion" -> byUser(user(), BACKUP);
      case "putRoomKeysVersion" -> changedBackup();
      case "getRoomKeysVersionCurrent" -> withBackup();
      case "putRoomKeys" -> byUser(user(), "{\"rooms\":{\"!r:example.org\":" + ROOM_KEYS + "}}");
      case "putRoomKeysByRoomId" -> byUser(user(), ROOM_KEYS);
      case "putRoomKeyBySessionId" -> byUser(user(), ROOM_KEY);
      case "getRoomKeyBySessionId" -> afterPut(ROOM_KEY);
      case "setPushRule" -> byUser(user(), PUSH_RULE);
      case "getPushRule", "deletePushRule" -> afterPut(PUSH_RULE);
      case "setPushRuleEnabled" -> byUser(user(), "{\"enabled\":true}");
      case "setPushRuleActions" -> byUser(user(), "{\"actions\":[\"notify\"]}");
      case "getWellknown" -> ifFound(generic());
      case "setAccountData" -> byUser(user(), ACCOUNT_DATA);
      case "getAccountData" -> afterPut(ACCOUNT_DATA);
      case "getUserProfile" -> ofUser(user());
      case "setDisplayName" -> byUser(user(), DISPLAY_NAME);
      case "getDisplayName" -> afterPut(DISPLAY_NAME);
      case "setAvatarUrl" -> byUser(user(), AVATAR_URL);
      case "getAvatarUrl" -> afterPut(AVATAR_URL);
      case "setProfileField" -> byUser(user(), PROFILE_FIELD);
      case "getProfileField", "deleteProfileField" -> afterPut(PROFILE_FIELD);
      default -> generic();
    };
  }

  private ProperCall generic() {
    if (operation.hasJsonBody()) {
      throw new InapplicableException("the kit has no body for " + operation.name());
    }
    Optional<TestDevice> device =
        operation.operation().isPublic() ? Optional.empty() : Optional.of(user());
    return new ProperCall(request(operation.operation().method(), device), device);
  }

  /** A call for which there need not be anything. */
  private ProperCall ifFound(ProperCall call) {
    if (context.send(call.request()).status() == 404) {
      throw new InapplicableException("the server has nothing to answer to " + operation.name());
    }
    return call;
  }

  /** A call of a path that names a user. */
  private ProperCall ofUser(TestDevice device) {
    Optional<TestDevice> caller =
        operation.operation().isPublic() ? Optional.empty() : Optional.of(device);
    return new ProperCall(request(operation.operation().method(), Optional.of(device)), caller);
  }

  /** The same for what was put there before. */
  private ProperCall afterPut(String body) {
    TestDevice device = user();
    var unused =
        new ProperCall(request("PUT", Optional.of(device)).json(body), Optional.of(device))
            .send(context);
    return ofUser(device);
  }

  private ProperCall register() {
    require(Capability.REGISTRATION);
    String name = steps.newName("derived");
    ObjectNode body = steps.registration(name, "pass-" + name);
    body.put("device_id", "DERIVED").put("initial_device_display_name", "Kitchen radio");
    body.put("inhibit_login", false).put("refresh_token", false);
    return anonymous(body, reply -> steps.adopt(reply, Optional.of("pass-" + name)));
  }

  private ProperCall login() {
    require(Capability.PASSWORD_LOGIN);
    Account account = user().session().account();
    ObjectNode body = steps.login(account);
    body.put("device_id", "DERIVED").put("initial_device_display_name", "Kitchen radio");
    body.put("refresh_token", false);
    return anonymous(body, reply -> steps.adopt(reply, account.password()));
  }

  private ProperCall refresh() {
    require(Capability.REFRESH_TOKENS);
    SessionSteps.Refreshable old = steps.loginWithRefreshToken(user().session().account());
    ObjectNode body = body().put("refresh_token", old.refreshToken());
    return anonymous(body, reply -> steps.adoptRefreshed(reply, old.device()));
  }

  private ProperCall ending(Capability needed) {
    require(needed);
    return generic();
  }

  private ProperCall deleteDevices() {
    require(Capability.NEW_DEVICES);
    TestDevice device = user();
    ObjectNode body = body();
    body.putArray("devices").add(device.deviceId());
    return interactive(device, body);
  }

  private ProperCall interactive(ObjectNode body) {
    require(Capability.NEW_DEVICES);
    return interactive(user(), body);
  }

  private ProperCall interactive(TestDevice device, ObjectNode body) {
    ProperCall call = byUser(device, body.toString());
    return new ProperCall(call.request(), call.device(), true, call.afterwards());
  }

  private ProperCall sendToDevice() {
    TestDevice device = user();
    return byUser(device, Messages.to(device, "{}").json());
  }

  private ProperCall ofKeys(Function<TestDevice, JsonNode> body) {
    require(Capability.END_TO_END_KEYS);
    TestDevice device = user();
    return byUser(device, body.apply(device).toString());
  }

  private static ObjectNode byUserId(String member, TestDevice device, JsonNode value) {
    ObjectNode request = body().put("timeout", 1_000);
    request.set(member, body().set(device.userId(), value));
    return request;
  }

  private static ObjectNode identityOf(TestDevice device) {
    ObjectNode keys = body().put("user_id", device.userId()).put("device_id", device.deviceId());
    keys.putArray("algorithms").add("m.olm.v1.curve25519-aes-sha2");
    keys.putObject("keys").put("ed25519:" + device.deviceId(), PUBLIC_KEY);
    keys.putObject("signatures");
    return keys;
  }

  private static ObjectNode upload(TestDevice device) {
    ObjectNode request = body();
    request.set("device_keys", identityOf(device));
    request.putObject("one_time_keys");
    request.putObject("fallback_keys");
    return request;
  }

  private ProperCall changedBackup() {
    ProperCall call = byUser(user(), BACKUP);
    String version = "{\"version\":\"" + backupVersion + "\",";
    return new ProperCall(call.request().json(BACKUP.replaceFirst("\\{", version)), call.device());
  }

  /** By a user of the kit's own: a user who has such keys already would lose them. */
  private ProperCall crossSigning() {
    require(Capability.END_TO_END_KEYS);
    require(Capability.REGISTRATION);
    String name = steps.newName("crossed");
    String password = "pass-" + name;
    TestDevice device =
        steps.adopt(
            steps.post("/register", steps.registration(name, password)), Optional.of(password));
    return byUser(device, new CrossSigningKeys(device.userId()).upload().toString());
  }

  private ProperCall slidingSync() {
    TestDevice device = user();
    ProperCall first = byUser(device, SLIDING_SYNC);
    String pos = first.send(context).expectStatus(200).getText("/pos");
    return byUser(device, SLIDING_SYNC.replaceFirst("\\{", "{\"pos\":\"" + pos + "\","));
  }

  private ProperCall keysChanges() {
    require(Capability.END_TO_END_KEYS);
    TestDevice device = user();
    String token = TestDevice.encode(device.sync().getNextBatch());
    Optional<TestDevice> asker = Optional.of(device);
    return new ProperCall(
        TargetRequest.of("GET", path(asker)).query("from", token).query("to", token), asker);
  }

  private ProperCall byUser(TestDevice device, String body) {
    Optional<TestDevice> sender = Optional.of(device);
    return new ProperCall(request(operation.operation().method(), sender).json(body), sender);
  }

  private ProperCall anonymous(ObjectNode body, Consumer<Reply> afterwards) {
    return new ProperCall(
        TargetRequest.of(operation.operation().method(), path(Optional.empty()))
            .json(body.toString()),
        Optional.empty(),
        false,
        afterwards);
  }

  /** A request with what its path and its query demand. */
  private TargetRequest request(String method, Optional<TestDevice> device) {
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

  /** A call where there is a key backup. */
  private ProperCall withBackup() {
    TestDevice device = user();
    var unused = backup(device);
    return ofUser(device);
  }

  /** The version of the key backup that this call is about. */
  private String backup(TestDevice device) {
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
      case "keyName" -> FIELD;
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

  private TestDevice user() {
    return context.newUser();
  }

  private void require(Capability capability) {
    if (!context.target().capabilities().contains(capability)) {
      throw new InapplicableException("the server does not have: " + capability);
    }
  }

  private static ObjectNode body() {
    return NODES.objectNode();
  }
}
