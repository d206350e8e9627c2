package io.todevice.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "Unread Notification Counts, UnreadNotificationCounts",
    "unread_notification_counts, UnreadNotificationCounts",
    "ClientEventWithoutRoomID, ClientEventWithoutRoomID",
    "m.room_versions, MRoomVersions",
    "1.2 things, N12Things",
    "İstanbul i, StanbulI",
    "+, ''",
    "日本, ''",
    "'', ''",
  })
  void wordsRunTogether(String text, String name) {
    assertThat(Names.pascalCase(text)).isEqualTo(name);
  }
}
