package io.todevice.store.contract;

import static io.todevice.store.contract.KeySamples.identity;
import static io.todevice.store.contract.KeySamples.oneTime;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.UserId;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** Guarantees of {@link io.todevice.store.KeyStore} to many at once. */
public interface ConcurrentKeyContract extends StoreFixture {

  @RepeatedTest(3)
  @DisplayName("K5: of a thousand keys that many claim at once none goes twice and none is lost")
  default void claimsAtOnce() {
    KeySamples keys = new KeySamples(store());
    int each = many(125);
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    keys.upload(
        ALICE_PHONE,
        oneTime(IntStream.range(0, 8 * each).mapToObj(Integer::toString).toArray(String[]::new)));

    List<List<String>> claimed =
        Together.run(
            8,
            thread ->
                () -> {
                  List<String> own = new ArrayList<>();
                  for (int i = 0; i < each; i++) {
                    own.add(keys.claim(BOB_PHONE, ALICE_PHONE).orElseThrow());
                  }
                  return own;
                });

    List<String> all = claimed.stream().flatMap(List::stream).toList();
    assertThat(new HashSet<>(all)).hasSize(8 * each);
    assertThat(keys.claim(BOB_PHONE, ALICE_PHONE)).isEmpty();
    assertThat(claimed)
        .allSatisfy(own -> assertThat(own.stream().map(Integer::valueOf).toList()).isSorted());
  }

  @RepeatedTest(3)
  @DisplayName("K7: who reads on and on is told of every change, however late its writer is")
  default void noLateWriterIsSkipped() {
    KeySamples keys = new KeySamples(store());
    on().signIn(ALICE_PHONE);
    List<DeviceAddress> writers =
        IntStream.range(0, 4)
            .mapToObj(i -> device(new UserId("@writer" + i + ":example.org"), "PHONE"))
            .toList();
    writers.forEach(
        writer -> {
          on().signIn(writer);
          keys.query(ALICE_PHONE, writer.user());
        });
    KeyPosition before = keys.position(ALICE_PHONE);
    AtomicInteger writing = new AtomicInteger(writers.size());
    Map<UserId, String> seen = new HashMap<>();
    List<Callable<Boolean>> tasks = new ArrayList<>();
    writers.forEach(writer -> tasks.add(() -> write(keys, writer, writing)));
    tasks.add(
        () -> {
          KeyPosition since = before;
          boolean isLast;
          do {
            isLast = writing.get() == 0;
            KeyNews news = keys.news(ALICE_PHONE, since);
            news.changed().forEach(user -> seen.put(user, identityOf(keys, user)));
            since = news.position();
          } while (!isLast);
          return true;
        });

    Together.run(tasks);

    assertThat(seen).hasSize(writers.size());
    assertThat(seen.values()).containsOnly("200");
  }

  private static String identityOf(KeySamples keys, UserId user) {
    return keys.query(ALICE_PHONE, user)
        .orElseThrow()
        .devices()
        .values()
        .iterator()
        .next()
        .object()
        .digest();
  }

  private static boolean write(KeySamples keys, DeviceAddress writer, AtomicInteger writing) {
    for (int i = 1; i <= 200; i++) {
      keys.upload(writer, identity(Integer.toString(i)));
    }
    writing.decrementAndGet();
    return true;
  }
}
