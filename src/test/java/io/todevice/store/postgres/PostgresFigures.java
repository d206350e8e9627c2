package io.todevice.store.postgres;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.Transaction;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import io.todevice.store.contract.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The figures of docs/postgresql.md: ratios in one run on one machine, which has the database too.
 * Run by hand with the address of an empty database, as a user who may see the server's processes.
 */
public final class PostgresFigures {

  private static final int DEVICES = 2_000;
  private static final EventType TYPE = new EventType("m.room.encrypted");
  private static final JsonObject CONTENT =
      JsonObject.of(
          ("{\"ciphertext\":\"" + "x".repeat(1_000) + "\"}").getBytes(StandardCharsets.UTF_8));
  private static final PageSize PAGE = new PageSize(100, 8 << 20);

  private final PostgresAddress address;
  private final List<DeviceIncarnation> devices = new ArrayList<>();
  private final AtomicLong transactions = new AtomicLong(System.nanoTime());

  private PostgresFigures(String address) {
    this.address = PostgresAddress.parse(address);
  }

  /** Prints the figures. */
  public static void main(String[] arguments) throws Exception {
    new PostgresFigures(arguments[0]).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Settings settings =
        Settings.NONE
            .with(StorageLimits.INBOX_MESSAGES, 1_000_000)
            .with(StorageLimits.INBOX_SIZE, 1L << 32)
            .with(StorageLimits.USER_INBOX_SIZE, 1L << 32)
            .with(StorageLimits.INBOX_MEMORY, 1L << 34);
    PostgresStore one = open(settings);
    PostgresStore other = open(settings);
    for (int i = 0; i < DEVICES; i++) {
      devices.add(
          get(one.devices().signIn(device(i), Samples.tokens(), Optional.empty()))
              .orElseThrow()
              .device());
    }
    everyMessage(one, 512, 5_000);
    double batched = everyMessage(one, 512, 20_000);
    double single = everyMessage(one, 1, 2_000);
    System.out.printf("512 at once : 1 at once = %.1f%n", batched / single);
    crossNode(one, other);
    pages(one);
    heldSnapshot(one);
    one.close();
    other.close();
  }

  private PostgresStore open(Settings settings) {
    return PostgresStore.open(address, settings, InstantSource.system(), WakeUps.INTERVAL);
  }

  /** Each message is sent in a transaction, read, and acknowledged; so many are on their way. */
  private double everyMessage(PostgresStore store, int atOnce, int messages) throws Exception {
    Semaphore free = new Semaphore(atOnce);
    double cpu = cpuSeconds();
    long begin = System.nanoTime();
    for (int i = 0; i < messages; i++) {
      DeviceIncarnation from = devices.get(i % DEVICES);
      DeviceIncarnation to = devices.get((i * 7 + 1) % DEVICES);
      free.acquire();
      var unused =
          send(store, from, to)
              .thenCompose(done -> store.messages().read(to, Optional.empty(), PAGE))
              .thenCompose(page -> store.messages().read(to, Optional.of(page.next()), PAGE))
              .whenComplete(
                  (page, failure) -> {
                    free.release();
                    if (failure != null) {
                      failure.printStackTrace();
                    }
                  });
    }
    free.acquire(atOnce);
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%d at once: %.0f messages/s, %.0f us of PostgreSQL's CPU each%n",
        atOnce, messages / seconds, (cpuSeconds() - cpu) / messages * 1e6);
    return messages / seconds;
  }

  private CompletionStage<Boolean> send(
      PostgresStore store, DeviceIncarnation from, DeviceIncarnation to) {
    TransactionId id = new TransactionId("t" + transactions.incrementAndGet());
    return store
        .messages()
        .send(
            Optional.of(new Transaction(from, TYPE, id)),
            from.user(),
            TYPE,
            Map.of(
                to.user(),
                new DeviceContents(Map.of(to.address().device(), CONTENT), Optional.empty())));
  }

  /** From the send on one node until the message has been read on the other, 100 a second. */
  private void crossNode(PostgresStore one, PostgresStore other) throws Exception {
    int messages = 1_000;
    long[] nanos = new long[messages];
    for (int i = 0; i < messages; i++) {
      DeviceIncarnation to = devices.get(i % DEVICES);
      InboxPosition since = get(other.messages().read(to, Optional.empty(), PAGE)).next();
      CompletableFuture<InboxPage> received = new CompletableFuture<>();
      var watch =
          other
              .messages()
              .watch(
                  to,
                  () ->
                      other
                          .messages()
                          .read(to, Optional.of(since), PAGE)
                          .thenAccept(
                              page -> {
                                if (!page.messages().isEmpty()) {
                                  received.complete(page);
                                }
                              }));
      long begin = System.nanoTime();
      var unused = send(one, devices.get((i + 1) % DEVICES), to);
      InboxPage page = received.get(40, TimeUnit.SECONDS);
      nanos[i] = System.nanoTime() - begin;
      watch.close();
      get(other.messages().read(to, Optional.of(page.next()), PAGE));
      Thread.sleep(10);
    }
    print("from a send to the reader on another node", nanos);
  }

  private void pages(PostgresStore store) throws Exception {
    DeviceIncarnation small = devices.get(0);
    DeviceIncarnation large = devices.get(1);
    fill(store, small, 100);
    fill(store, large, 100_000);
    time(store, small, 200);
    double few = time(store, small, 500);
    double many = time(store, large, 500);
    System.out.printf("page of 100 from 100,000 : from 100 = %.2f%n", many / few);
  }

  private static double time(PostgresStore store, DeviceIncarnation device, int times)
      throws Exception {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      get(store.messages().read(device, Optional.empty(), PAGE));
      nanos[i] = System.nanoTime() - begin;
    }
    print("a page", nanos);
    return nanos[times / 2];
  }

  private void fill(PostgresStore store, DeviceIncarnation to, int messages) throws Exception {
    Semaphore free = new Semaphore(500);
    for (int i = 0; i < messages; i++) {
      free.acquire();
      var unused = send(store, devices.get(2), to).whenComplete((done, failure) -> free.release());
    }
    free.acquire(500);
  }

  /** A transaction that is open all the time keeps 100,000 deleted messages from being vacuumed. */
  private void heldSnapshot(PostgresStore store) throws Exception {
    DeviceIncarnation device = devices.get(1);
    try (Connection holder = new Sessions(address).open("holder");
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      statement.execute("SELECT count(*) FROM epoch");
      InboxPage page = get(store.messages().read(device, Optional.empty(), PAGE));
      while (!page.messages().isEmpty()) {
        page =
            get(
                store
                    .messages()
                    .read(device, Optional.of(page.next()), new PageSize(2_000, 8 << 20)));
      }
      System.out.println("100,000 deleted rows, kept by an open transaction:");
      double unused = time(store, device, 500);
    }
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.2f ms, p99 %.2f ms%n",
        what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
  }

  /** What the server's processes have used so far; those of this store's connections stay. */
  private double cpuSeconds() throws IOException, SQLException {
    double seconds = 0;
    try (Connection connection = new Sessions(address).open("figures");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pid FROM pg_stat_activity")) {
      while (row.next()) {
        Path stat = Path.of("/proc/" + row.getInt(1) + "/stat");
        if (Files.exists(stat)) {
          String[] fields = Files.readString(stat).replaceFirst("^.*\\) ", "").split(" ");
          seconds += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        }
      }
    }
    return seconds;
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static DeviceAddress device(int number) {
    return new DeviceAddress(new UserId("@user" + number + ":example.org"), new DeviceId("D"));
  }
}
