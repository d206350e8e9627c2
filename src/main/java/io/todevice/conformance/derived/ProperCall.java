package io.todevice.conformance.derived;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.UnmetException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A call of an operation that a server must take. Its body may be changed to one that a server must
 * refuse.
 *
 * @param request the request without a token
 * @param device who sends it; empty if no token is needed
 * @param isInteractive whether a 401 that asks for a password is a good answer as well
 * @param afterwards what is to be done with a success, such as to end a session with the case
 */
record ProperCall(
    TargetRequest request,
    Optional<TestDevice> device,
    boolean isInteractive,
    Consumer<Reply> afterwards) {

  ProperCall(TargetRequest request, Optional<TestDevice> device) {
    this(request, device, false, reply -> {});
  }

  /** A variant of the request with the device's token, if it needs one. */
  TargetRequest authorized(CaseContext context, TargetRequest variant) {
    return device
        .map(
            sender ->
                context.authorized(variant.from(sender.session().toString()), sender.accessToken()))
        .orElse(variant);
  }

  /** The request as it is sent. */
  TargetRequest authorized(CaseContext context) {
    return authorized(context, request);
  }

  /**
   * Sends a variant that the server must refuse and, if it does, the call itself, which it must
   * take.
   *
   * @return the answer to the variant, whatever it is
   * @throws InapplicableException if the server does not serve the operation
   */
  Reply sendVariant(CaseContext context, TargetRequest variant) {
    Reply reply = context.send(variant);
    if (reply.status() == 200) {
      try {
        afterwards.accept(reply);
      } catch (UnmetException e) {
        throw reply.unmet(
            "a refusal, or an answer as if what is wrong were not there", e.failure().actual());
      }
    } else if (reply.status() < 500) {
      var unused = send(context);
    }
    return reply;
  }

  /**
   * Sends it, and expects that it is taken.
   *
   * @throws InapplicableException if the server does not serve the operation
   */
  Reply send(CaseContext context) {
    Reply reply = context.send(authorized(context));
    if (isUnserved(reply)) {
      throw new InapplicableException("the server does not serve it: " + reply.status());
    }
    if (isInteractive) {
      reply.expectStatus(200, 401);
    } else {
      reply.expectStatus(200);
    }
    if (reply.status() == 200) {
      afterwards.accept(reply);
    }
    return reply;
  }

  /** Whether the reply to a variant is as good as one to the call itself. */
  boolean isGood(Reply reply) {
    return reply.status() == 200 || (isInteractive && reply.status() == 401);
  }

  private static boolean isUnserved(Reply reply) {
    if (reply.status() != 404 && reply.status() != 405) {
      return false;
    }
    return new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8)
        .contains("M_UNRECOGNIZED");
  }
}
