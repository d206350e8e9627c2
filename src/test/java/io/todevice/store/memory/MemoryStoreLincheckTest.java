package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.everyDevice;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.TokenHash;
import io.todevice.domain.Transaction;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import io.todevice.store.SessionTokens;
import io.todevice.store.contract.Samples;
import io.todevice.store.contract.WaitingStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether the operations of a {@link MemoryStore} are linearizable: whatever several threads see
 * together, {@link SequentialStore} could have shown to one that calls after the other.
 *
 * <p>On real threads, not under Lincheck's model checker: that follows every field access inside
 * the JDK's maps too, which makes it try a handful of schedules in the time of thousands of real
 * runs.
 */
@Param(name = "device", gen = IntGen.class, conf = "0:2")
@Param(name = "token", gen = IntGen.class, conf = "0:1")
@Param(name = "transaction", gen = IntGen.class, conf = "1:2")
@Param(name = "incarnation", gen = IntGen.class, conf = "0:2")
@Param(name = "inbox", gen = IntGen.class, conf = "0:2")
@Param(name = "sequence", gen = IntGen.class, conf = "0:2")
@Tag("proof")
public class MemoryStoreLincheckTest {

  private static final List<DeviceAddress> DEVICES = List.of(ALICE_PHONE, ALICE_LAPTOP, BOB_PHONE);
  private static final List<List<TokenHash>> TOKENS =
      DEVICES.stream()
          .map(device -> Stream.of(0, 1).map(token -> hash(device + " " + token)).toList())
          .toList();
  private static final List<List<Map<UserId, DeviceContents>>> RECIPIENTS =
      IntStream.range(0, DEVICES.size())
          .mapToObj(from -> IntStream.rangeClosed(0, 2).mapToObj(id -> everyone(from, id)).toList())
          .toList();
  private final MemoryStore store =
      new MemoryStore(Settings.NONE, MemoryStoreLincheckTest::yieldingClock, 2, 0);

  public MemoryStoreLincheckTest() {
    signIn(0, 0);
    signIn(2, 0);
  }

  @Operation
  public final void signIn(@Param(name = "device") int device, @Param(name = "token") int token) {
    SessionTokens tokens =
        new SessionTokens(TOKENS.get(device).get(token), Optional.empty(), Optional.empty());
    done(store.devices().signIn(DEVICES.get(device), tokens, Optional.empty()));
  }

  @Operation
  public boolean isSignedIn(@Param(name = "device") int device, @Param(name = "token") int token) {
    return done(store.devices().useSession(TOKENS.get(device).get(token))).isPresent();
  }

  @Operation
  public boolean delete(
      @Param(name = "device") int device, @Param(name = "incarnation") int incarnation) {
    DeviceIncarnation caller = incarnation(device, incarnation);
    return unlessEnded(store.devices().delete(caller, Set.of(caller.address().device())))
        .isPresent();
  }

  @Operation
  public Optional<Boolean> send(
      @Param(name = "device") int from,
      @Param(name = "incarnation") int incarnation,
      @Param(name = "transaction") int transaction) {
    Transaction unique =
        new Transaction(
            incarnation(from, incarnation), Samples.TYPE, new TransactionId("id " + transaction));
    return unlessEnded(
        store
            .messages()
            .send(
                Optional.of(unique),
                unique.sender().user(),
                unique.type(),
                RECIPIENTS.get(from).get(transaction)));
  }

  @Operation
  public Optional<InboxPage> peek(
      @Param(name = "device") int device, @Param(name = "incarnation") int incarnation) {
    return unlessEnded(
        store
            .messages()
            .read(
                incarnation(device, incarnation),
                Optional.empty(),
                new PageSize(100, Long.MAX_VALUE)));
  }

  @Operation
  public Optional<InboxPage> read(
      @Param(name = "device") int device,
      @Param(name = "incarnation") int incarnation,
      @Param(name = "inbox") int inbox,
      @Param(name = "sequence") int sequence) {
    InboxPosition since = new InboxPosition(inbox, sequence);
    return unlessEnded(
        store
            .messages()
            .read(
                incarnation(device, incarnation),
                Optional.of(since),
                new PageSize(100, Long.MAX_VALUE)));
  }

  @Test
  @DisplayName(
      "S2, D3, D6, D7, F4, T1: what threads see together, one after the other could have seen")
  void operationsAreLinearizable() {
    new StressOptions()
        .iterations(5)
        .invocationsPerIteration(200)
        .threads(3)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(3)
        .minimizeFailedScenario(false)
        .sequentialSpecification(SequentialStore.class)
        .check(MemoryStoreLincheckTest.class);
  }

  private static TokenHash hash(String token) {
    return TokenHash.of(new AccessToken(token));
  }

  private static Map<UserId, DeviceContents> everyone(int from, int transaction) {
    DeviceContents contents = everyDevice(SequentialStore.message(from, transaction).content());
    Map<UserId, DeviceContents> recipients = new YieldingMap();
    recipients.put(ALICE, contents);
    recipients.put(BOB, contents);
    return recipients;
  }

  /** A clock that lets other threads in while a transaction is looked up. */
  private static Instant yieldingClock() {
    letOthersIn();
    return Instant.EPOCH;
  }

  @SuppressWarnings("ThreadPriorityCheck") // only makes a fault likelier to show, if there is one
  private static void letOthersIn() {
    Thread.yield();
  }

  private static DeviceIncarnation incarnation(int device, int number) {
    return new DeviceIncarnation(DEVICES.get(device), number);
  }

  private static <T> Optional<T> unlessEnded(CompletionStage<T> stage) {
    return WaitingStore.isRefused(stage) ? Optional.empty() : Optional.of(done(stage));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** Lets other threads in between two recipients, wherever no lock keeps them out. */
  private static final class YieldingMap extends LinkedHashMap<UserId, DeviceContents> {

    private static final long serialVersionUID = 1L;

    @Override
    public void forEach(BiConsumer<? super UserId, ? super DeviceContents> action) {
      super.forEach(
          (user, contents) -> {
            letOthersIn();
            action.accept(user, contents);
            letOthersIn();
          });
    }
  }
}
