package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls of the operations on sessions, devices and messages. */
final class SessionRecipes {

  private final CallBuilder builder;

  SessionRecipes(CallBuilder builder) {
    this.builder = builder;
  }

  /** By the ID of the operation. */
  Map<String, Supplier<ProperCall>> all() {
    return Map.of(
        "register", this::register,
        "login", this::login,
        "refresh", this::refresh,
        "logout", () -> ending(Capability.NEW_DEVICES),
        "logout_all", () -> ending(Capability.LOGOUT_ALL),
        "deleteDevice", () -> interactive(CallBuilder.body()),
        "deleteDevices", this::deleteDevices,
        "updateDevice",
            () -> builder.byUser(builder.user(), "{\"display_name\":\"Kitchen radio\"}"),
        "sendToDevice", this::sendToDevice);
  }

  private ProperCall register() {
    builder.require(Capability.REGISTRATION);
    SessionSteps steps = builder.steps();
    String name = steps.newName("derived");
    ObjectNode body = withDevice(steps.registration(name, "pass-" + name));
    body.put("inhibit_login", false);
    return builder.anonymous(body, reply -> steps.adopt(reply, Optional.of("pass-" + name)));
  }

  private ProperCall login() {
    builder.require(Capability.PASSWORD_LOGIN);
    SessionSteps steps = builder.steps();
    Account account = builder.user().session().account();
    return builder.anonymous(
        withDevice(steps.login(account)), reply -> steps.adopt(reply, account.password()));
  }

  private static ObjectNode withDevice(ObjectNode body) {
    return body.put("device_id", "DERIVED")
        .put("initial_device_display_name", "Kitchen radio")
        .put("refresh_token", false);
  }

  private ProperCall refresh() {
    builder.require(Capability.REFRESH_TOKENS);
    SessionSteps steps = builder.steps();
    SessionSteps.Refreshable old = steps.loginWithRefreshToken(builder.user().session().account());
    ObjectNode body = CallBuilder.body().put("refresh_token", old.refreshToken());
    return builder.anonymous(body, reply -> steps.adoptRefreshed(reply, old.device()));
  }

  private ProperCall ending(Capability needed) {
    builder.require(needed);
    return builder.generic();
  }

  private ProperCall deleteDevices() {
    builder.require(Capability.NEW_DEVICES);
    TestDevice device = builder.user();
    ObjectNode body = CallBuilder.body();
    body.putArray("devices").add(device.deviceId());
    return interactive(device, body);
  }

  private ProperCall interactive(ObjectNode body) {
    builder.require(Capability.NEW_DEVICES);
    return interactive(builder.user(), body);
  }

  private ProperCall interactive(TestDevice device, ObjectNode body) {
    ProperCall call = builder.byUser(device, body.toString());
    return new ProperCall(call.request(), call.device(), true, call.afterwards());
  }

  private ProperCall sendToDevice() {
    TestDevice device = builder.user();
    return builder.byUser(device, Messages.to(device, "{}").json());
  }
}
