package io.todevice.faults;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hands out the messages of a sync in pages. The position after a page that is not the last is one
 * of its own, for the device that it was made for only. It also holds the server's position before
 * the sync: with a position whose pages are forgotten, everything comes again from there.
 */
final class Pages implements Fault {

  private static final String PREFIX = "fault-page.";

  /** How many syncs whose messages are not handed out yet are remembered. */
  private static final int MAX_BATCHES = 200;

  /**
   * Who asks.
   *
   * @param asserted the user and device that a token of several speaks for this time
   */
  private record Asker(String token, List<Optional<String>> asserted) {
    static Asker of(ProxyRequest request) {
      return new Asker(
          request.token(),
          Stream.of("user_id", "device_id", "org.matrix.msc3202.device_id")
              .map(request::findQuery)
              .toList());
    }
  }

  /**
   * The messages of one sync.
   *
   * @param nextBatch the server's position behind it
   * @param asker who has asked for it
   * @param device the device of the token, which another token may have later; empty if not known
   */
  private record Batch(
      List<JsonValue> events, String nextBatch, Asker asker, Optional<DeviceAddress> device) {}

  /** A position between two pages. */
  private record Position(String batch, int offset, String since) {

    private static final Pattern FORM =
        Pattern.compile(Pattern.quote(PREFIX) + "([0-9a-f-]+)\\.([0-9]{1,9})\\.(.*)");

    static Optional<Position> find(ProxyRequest request) {
      return new SyncRequest(request)
          .since()
          .map(FORM::matcher)
          .filter(Matcher::matches)
          .map(
              matcher ->
                  new Position(
                      matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3)));
    }

    @Override
    public String toString() {
      return PREFIX + batch + "." + offset + "." + since;
    }
  }

  private final int size;
  private final ConcurrentMap<String, Batch> batches =
      Caffeine.newBuilder().maximumSize(MAX_BATCHES).<String, Batch>build().asMap();

  Pages(int size) {
    this.size = size;
  }

  /** Whether the request is for a page that is held back here. */
  boolean hasBegun(ProxyRequest request) {
    return findBatch(request).isPresent();
  }

  private Optional<Batch> findBatch(ProxyRequest request) {
    return Position.find(request).map(Position::batch).map(batches::get);
  }

  /**
   * Whether such a page is of the device that asks for it.
   *
   * @param devices says whom a token speaks for; asked only about another token than the first
   */
  boolean isOwn(ProxyRequest request, Function<String, Optional<DeviceAddress>> devices) {
    Asker asker = Asker.of(request);
    return findBatch(request)
        .filter(
            batch ->
                asker.equals(batch.asker())
                    || (asker.asserted().equals(batch.asker().asserted())
                        && batch.device().isPresent()
                        && batch.device().equals(devices.apply(asker.token()))))
        .isPresent();
  }

  /** The request with the server's position in place of one between two pages. */
  static ProxyRequest withServerPosition(ProxyRequest request) {
    return Position.find(request)
        .map(Position::since)
        .map(since -> new SyncRequest(request).at(since))
        .orElse(request);
  }

  @Override
  public ProxyResponse handle(ProxyRequest request, Upstream upstream) throws IOException {
    ProxyRequest real = withServerPosition(request);
    Optional<Position> position = Position.find(request);
    Batch held = findBatch(request).orElse(null);
    if (position.isPresent() && held != null) {
      // The server is asked, without waiting, whether the client may sync at all.
      return SyncBody.edit(
          upstream.send(new SyncRequest(real).withoutWaiting()),
          sync -> page(sync.withoutNews(), held, position.get()));
    }
    ProxyResponse response = upstream.send(real);
    return SyncBody.edit(
        response,
        sync -> {
          List<JsonValue> events = sync.events();
          if (events.size() <= size || !upstream.mayHappen()) {
            return sync;
          }
          Batch whole =
              new Batch(events, sync.nextBatch(), Asker.of(real), upstream.findCaller(real));
          String id = UUID.randomUUID().toString();
          batches.put(id, whole);
          return page(sync, whole, new Position(id, 0, new SyncRequest(real).since().orElse("")));
        });
  }

  private SyncBody page(SyncBody sync, Batch batch, Position position) {
    int all = batch.events().size();
    int from = Math.min(position.offset(), all);
    int to = Math.min(from + size, all);
    return sync.withEvents(batch.events().subList(from, to))
        .at(
            to == all
                ? batch.nextBatch()
                : new Position(position.batch(), to, position.since()).toString());
  }
}
