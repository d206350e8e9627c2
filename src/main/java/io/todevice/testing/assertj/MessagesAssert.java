package io.todevice.testing.assertj;

import io.todevice.testing.Delivery;
import io.todevice.testing.Messages;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Whether messages have reached the device that they were sent to. */
public final class MessagesAssert extends AbstractAssert<MessagesAssert, Messages> {

  MessagesAssert(Messages messages) {
    super(messages, MessagesAssert.class);
  }

  /** So many messages were sent, each transaction counted once. */
  public MessagesAssert wereSent(int count) {
    isNotNull();
    List<Delivery> deliveries = actual.list();
    if (deliveries.stream().mapToInt(Delivery::sent).sum() != count) {
      fail("expected %s to be sent %d times", deliveries, actual, count);
    }
    return this;
  }

  /**
   * At least one message was sent, and the device has acknowledged each as often as it was sent: it
   * has used the {@code next_batch} of one response that it was in, and of no second one. A
   * response that got lost and was repeated counts once.
   */
  public MessagesAssert deliveredExactlyOnce() {
    isNotNull();
    List<Delivery> deliveries = actual.list();
    if (deliveries.isEmpty()) {
      fail("expected %s to be delivered exactly once, but none was sent", deliveries, actual);
    }
    List<Delivery> others = deliveries.stream().filter(each -> !each.isExactlyOnce()).toList();
    if (!others.isEmpty()) {
      fail("expected %s to be delivered exactly once, but", others, actual);
    }
    return this;
  }

  /** None of them was in a response to the device. */
  public MessagesAssert notHandedOut() {
    isNotNull();
    List<Delivery> others = actual.list().stream().filter(each -> each.handedOut() > 0).toList();
    if (!others.isEmpty()) {
      fail("expected %s not to be handed out, but", others, actual);
    }
    return this;
  }

  private void fail(String expectation, List<Delivery> deliveries, Object... arguments) {
    failWithMessage(
        "%s",
        expectation.formatted(arguments)
            + Stream.of(deliveries, actual.answeredByFaults())
                .flatMap(List::stream)
                .map(each -> "\n  " + each)
                .collect(Collectors.joining()));
  }
}
