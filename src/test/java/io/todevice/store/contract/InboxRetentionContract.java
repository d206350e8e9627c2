package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.WaitingStore.contents;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.DropReason;
import io.todevice.store.InboxPage;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of messages that nobody fetches ({@link StorageLimits#INBOX_RETENTION}). */
public interface InboxRetentionContract extends StoreFixture {

  Settings ONE_DAY = Settings.NONE.with(StorageLimits.INBOX_RETENTION, Duration.ofDays(1));

  @Test
  @DisplayName("A message that waited too long is not read any more, and a younger one is")
  default void oldMessagesAreNotRead() {
    WaitingStore on = on(ONE_DAY);
    on.signIn(ALICE_PHONE);
    on.send(ALICE_PHONE, content(1));
    clock().advance(Duration.ofHours(12));
    on.send(ALICE_PHONE, content(2));
    clock().advance(Duration.ofHours(12));

    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(1), content(2));
    clock().advance(Duration.ofMillis(1));

    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(2));
    assertThat(on.store().statistics().dropped(DropReason.EXPIRED)).isEqualTo(1);
  }

  @Test
  @DisplayName("A sweep drops what nobody reads, counts it once, and leaves the rest")
  default void sweepDropsWhatNobodyReads() {
    WaitingStore on = on(ONE_DAY);
    on.signIn(ALICE_PHONE);
    on.signIn(ALICE_LAPTOP);
    on.send(ALICE_PHONE, content(1));
    on.send(ALICE_LAPTOP, content(1));
    clock().advance(Duration.ofDays(1).plusMillis(1));
    on.send(ALICE_PHONE, content(2));

    on.sweep();
    on.sweep();

    assertThat(on.store().statistics().dropped(DropReason.EXPIRED)).isEqualTo(2);
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(2));
    assertThat(on.inbox(ALICE_LAPTOP)).isEmpty();
  }

  @Test
  @DisplayName("D2: a position stays good when everything up to it, and after it, was too old")
  default void positionsSurviveExpiry() {
    WaitingStore on = on(ONE_DAY);
    on.signIn(ALICE_PHONE);
    on.send(ALICE_PHONE, content(1));
    on.send(ALICE_PHONE, content(2));
    InboxPage page = on.read(ALICE_PHONE);
    clock().advance(Duration.ofDays(2));

    assertThat(contents(on.read(ALICE_PHONE, page.next()))).isEmpty();
    on.send(ALICE_PHONE, content(3));

    assertThat(contents(on.read(ALICE_PHONE, page.next()))).containsExactly(content(3));
  }
}
