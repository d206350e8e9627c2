package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionBodies;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Registering and logging in, as far as clients for send-to-device need it (clause R5). */
final class AccountCases {

  private AccountCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases = new ArrayList<>(registering());
    cases.addAll(loggingIn());
    return cases;
  }

  private static List<ConformanceCase> registering() {
    return new Section(Places.REGISTER)
        .should(
            "R5.register-without-round-trip",
            "a registration with m.login.dummy works without asking first",
            AccountCases::registerAtOnce,
            Capability.REGISTRATION)
        .should(
            "R5.register-with-round-trip",
            "a registration works with the session that the server gave out",
            AccountCases::registerAfterAsking,
            Capability.REGISTRATION)
        .should(
            "R5.register-taken",
            "a name that is taken is refused with 400 M_USER_IN_USE",
            AccountCases::registerTaken,
            Capability.REGISTRATION)
        .cases();
  }

  private static List<ConformanceCase> loggingIn() {
    return new Section(Places.LOGIN)
        .should(
            "R5.login-local-part",
            "a login takes the local part of the user ID",
            context -> {
              Account account = context.newUser().session().account();
              loginAs(context, account, account.localpart());
            },
            Capability.PASSWORD_LOGIN)
        .should(
            "R5.login-user-id",
            "a login takes the full user ID",
            context -> {
              Account account = context.newUser().session().account();
              loginAs(context, account, account.userId());
            },
            Capability.PASSWORD_LOGIN)
        .should(
            "R5.login-wrong-password",
            "a wrong password is refused with 403 M_FORBIDDEN, and the right one works after it",
            AccountCases::wrongPassword,
            Capability.PASSWORD_LOGIN)
        .should(
            "R5.login-unknown-user-same-answer",
            "a user who does not exist is refused like a wrong password",
            AccountCases::unknownUser,
            Capability.PASSWORD_LOGIN)
        .cases();
  }

  private static void registerAtOnce(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    String name = steps.newName("once");
    ObjectNode body = steps.registration(name, "pass-" + name);
    expectUser(steps, steps.post("/register", body), name);
  }

  private static void registerAfterAsking(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    String name = steps.newName("asked");
    ObjectNode body = steps.registration(name, "pass-" + name);
    ObjectNode question = body.deepCopy();
    question.remove("auth");
    Reply asked = steps.post("/register", question).expectStatus(401);
    asked.expect(
        asked.getJson().path("flows").isArray(),
        "a list at /flows",
        "came " + asked.getJson().path("flows"));
    body.withObject("/auth").put("session", asked.getText("/session"));
    expectUser(steps, steps.post("/register", body), name);
  }

  private static void expectUser(SessionSteps steps, Reply registered, String name) {
    TestDevice device = steps.adopt(registered, Optional.of("pass-" + name));
    registered.expect(
        device.session().account().localpart().equals(name),
        "a user ID with the local part " + name,
        "came " + device.userId());
    device.call("GET", "/account/whoami").expectStatus(200);
  }

  private static void registerTaken(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    TestDevice owner = context.newUser();
    ObjectNode body = steps.registration(owner.session().account().localpart(), "pass-of-another");
    steps.post("/register", body).expectError(400, "M_USER_IN_USE");
    owner.call("GET", "/account/whoami").expectStatus(200);
  }

  private static void loginAs(CaseContext context, Account account, String user) {
    SessionSteps steps = new SessionSteps(context);
    Reply reply = steps.post("/login", SessionBodies.login(user, password(account)));
    TestDevice device = steps.adopt(reply, account.password());
    reply.expect(
        device.userId().equals(account.userId()),
        "the user " + account.userId(),
        "came " + device.userId());
    device.call("GET", "/account/whoami").expectStatus(200);
  }

  private static void wrongPassword(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    Account account = context.newUser().session().account();
    ObjectNode wrong = SessionBodies.login(account.userId(), password(account) + "-not");
    steps.post("/login", wrong).expectError(403, "M_FORBIDDEN");
    loginAs(context, account, account.userId());
  }

  private static void unknownUser(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    Account account = context.newUser().session().account();
    Reply wrong =
        steps.post("/login", SessionBodies.login(account.userId(), password(account) + "-not"));
    String nobody = "@" + steps.newName("nobody") + ":" + account.serverName();
    steps
        .post("/login", SessionBodies.login(nobody, "pass-of-nobody"))
        .expectError(wrong.status(), wrong.expectRefusal().getText("/errcode"));
  }

  private static String password(Account account) {
    return account
        .password()
        .orElseThrow(() -> new InapplicableException("it needs the password of a user"));
  }
}
