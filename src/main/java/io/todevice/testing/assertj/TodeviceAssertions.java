package io.todevice.testing.assertj;

import io.todevice.testing.Messages;

/** The way in: {@code import static io.todevice.testing.assertj.TodeviceAssertions.assertThat}. */
public final class TodeviceAssertions {

  private TodeviceAssertions() {}

  /** Assertions about the messages to a device. */
  public static MessagesAssert assertThat(Messages messages) {
    return new MessagesAssert(messages);
  }
}
