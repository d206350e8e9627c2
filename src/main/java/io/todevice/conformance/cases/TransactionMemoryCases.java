package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.Numbered.TYPE;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a server remembers of transactions, and for how long (clauses T1 to T4). */
final class TransactionMemoryCases {

  private static final int COPIES = 20;
  private static final int OTHERS = 100;

  private TransactionMemoryCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.TRANSACTIONS)
        .must(
            "T1.after-login-again",
            "a send that is repeated after a login on the same device is delivered once",
            TransactionMemoryCases::afterLoginAgain,
            Capability.NEW_DEVICES,
            Capability.PASSWORD_LOGIN)
        .must(
            "T1.after-refresh",
            "a send that is repeated with a refreshed token is delivered once",
            TransactionMemoryCases::afterRefresh,
            Capability.REFRESH_TOKENS)
        .should(
            "T2.copies-at-once",
            COPIES + " copies of a send at once are all answered and delivered once",
            TransactionMemoryCases::copiesAtOnce)
        .should(
            "T3.refused-is-forgotten",
            "a transaction that was refused can be repaired and sent with the same ID",
            TransactionMemoryCases::refusedIsForgotten)
        .should(
            "T4.remembered-while-others-come",
            "a transaction is remembered after " + OTHERS + " others of the device",
            TransactionMemoryCases::whileOthersCome)
        .should(
            "T4.remembered-across-acknowledgement",
            "a transaction is remembered after its message was delivered and acknowledged",
            TransactionMemoryCases::acrossAcknowledgement)
        .cases();
  }

  private static void afterLoginAgain(CaseContext context) {
    TestDevice sender = context.newUser();
    repeatedAs(context, sender, () -> new SessionSteps(context).loginAgain(sender));
  }

  private static void afterRefresh(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    SessionSteps.Refreshable old =
        steps.loginWithRefreshToken(context.newUser().session().account());
    repeatedAs(context, old.device(), () -> steps.refresh(old));
  }

  private static void repeatedAs(
      CaseContext context, TestDevice sender, java.util.function.Supplier<TestDevice> renewed) {
    TestDevice receiver = context.newUser();
    String transactionId = context.newTransactionId();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    TestDevice again = renewed.get();
    again.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    Numbered.send(again, receiver, 2);
    Numbered.expectInbox(context, receiver, 1, 2);
  }

  private static void copiesAtOnce(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    TargetRequest request =
        sender.sendRequest(TYPE, context.newTransactionId(), Numbered.to(receiver, 1));
    List<CompletableFuture<Reply>> copies = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      copies.add(context.sendLater(request));
    }
    copies.stream().map(context::get).toList().forEach(Reply::expectEmptyObject);
    Numbered.send(sender, receiver, 2);
    Numbered.expectInbox(context, receiver, 1, 2);
  }

  private static void refusedIsForgotten(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    for (String broken : List.of("{\"messages\"", "{}")) {
      String transactionId = context.newTransactionId();
      TargetRequest good = sender.sendRequest(TYPE, transactionId, Numbered.to(receiver, 1));
      context.send(good.json(broken)).expectError(400);
      context.send(good).expectEmptyObject();
      Numbered.expectInbox(context, receiver, 1);
    }
  }

  private static void whileOthersCome(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String transactionId = context.newTransactionId();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 0)).expectEmptyObject();
    Numbered.sendAll(sender, receiver, 1, OTHERS);
    sender.send(TYPE, transactionId, Numbered.to(receiver, 0)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, Numbered.range(0, OTHERS));
  }

  private static void acrossAcknowledgement(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String transactionId = context.newTransactionId();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1);
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    Numbered.send(sender, receiver, 2);
    Numbered.expectInbox(context, receiver, 2);
  }
}
