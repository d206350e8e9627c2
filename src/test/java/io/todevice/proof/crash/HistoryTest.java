package io.todevice.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A history in which sender 1 sent messages 0, 1 and 2 to receiver 9, and gave up 1")
class HistoryTest {

  private final History history = new History();

  @BeforeEach
  void send() {
    history.send(new Message(1, 0), 9, true);
    history.send(new Message(1, 1), 9, false);
    history.send(new Message(1, 2), 9, true);
  }

  @Test
  @DisplayName("is good where all arrived, also without the one that was given up")
  void good() {
    arrive(0, 1);
    arrive(2);

    assertThat(history.violations()).isEmpty();
  }

  @Test
  @DisplayName("is good without the one that was given up, and with it out of order")
  void givenUp() {
    arrive(0, 2);
    assertThat(history.violations()).isEmpty();

    arrive(1);
    assertThat(history.violations()).isEmpty();
  }

  @Test
  @DisplayName("is bad where an answered one is lost")
  void lost() {
    arrive(0, 1);

    assertThat(history.violations()).containsExactly("from 1 to 9: 2 was answered and is lost");
  }

  @Test
  @DisplayName("is bad where any came twice, also the one that was given up")
  void doubled() {
    arrive(0, 1, 2, 2);
    arrive(1);

    assertThat(history.violations())
        .containsExactly("from 1 to 9: 2 came twice", "from 1 to 9: 1 came twice");
  }

  @Test
  @DisplayName("is bad where answered ones came in another order")
  void outOfOrder() {
    arrive(2, 0);

    assertThat(history.violations()).containsExactly("from 1 to 9: came in the order [2, 0]");
  }

  @Test
  @DisplayName("is bad where one came that was never sent")
  void invented() {
    arrive(0, 2, 3);

    assertThat(history.violations()).containsExactly("from 1 to 9: 3 was never sent");
  }

  private void arrive(int... numbers) {
    history.arrive(9, Arrays.stream(numbers).mapToObj(number -> new Message(1, number)).toList());
  }
}
