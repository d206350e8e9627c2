package io.todevice.store.memory;

import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.AccountDataStore;
import io.todevice.store.AccountStore;
import io.todevice.store.DeviceStore;
import io.todevice.store.FilterStore;
import io.todevice.store.KeyBackupStore;
import io.todevice.store.KeyStore;
import io.todevice.store.MessageStore;
import io.todevice.store.ProfileStore;
import io.todevice.store.Store;
import io.todevice.store.StoreStatistics;
import io.todevice.store.Watches;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A store in this process's memory.
 *
 * <p>Every operation is linearizable and done when it returns: the stages are complete already, no
 * work is handed to another thread, and no thread belongs to the store. Users are spread over
 * shards, each with a lock of its own that is held for the length of a few map operations; an
 * operation on several users holds all their shards at once. Watchers are called by the thread that
 * made the change, when it holds no lock any more.
 */
public final class MemoryStore implements Store {

  private final Gate gate = new Gate();
  private final Watches watches = new Watches();
  private final Tokens tokens = new Tokens();
  private final Shards shards;
  private final Map<String, String> properties = new ConcurrentHashMap<>();
  private final AccountStore accounts;
  private final MemoryDevices devices;
  private final MessageStore messages;
  private final FilterStore filters;
  private final KeyStore keys;
  private final ProfileStore profiles;
  private final KeyBackupStore keyBackups;
  private final AccountDataStore accountData;

  /**
   * An empty store.
   *
   * @param settings the {@link StorageLimits} bound its memory
   * @param clock tells the age of transactions and messages, and never goes back
   */
  public MemoryStore(Settings settings, InstantSource clock) {
    this(settings, clock, shardsForThisMachine(), new SecureRandom().nextLong());
  }

  /**
   * An empty store of a given layout.
   *
   * @param shardCount a power of two
   * @param firstIncarnation the number of the first device's incarnation; the next ones count on
   *     from it. It is random so that positions from before a restart fit no inbox of this process
   *     (clause D5).
   */
  MemoryStore(Settings settings, InstantSource clock, int shardCount, long firstIncarnation) {
    AtomicLong nextIncarnation = new AtomicLong(firstIncarnation);
    LongSupplier incarnations = nextIncarnation::getAndIncrement;
    this.shards = new Shards(settings, clock, shardCount, watches);
    this.accounts = new MemoryAccounts(gate, shards);
    this.devices = new MemoryDevices(gate, shards, tokens, watches, incarnations, settings, clock);
    this.messages = new MemoryMessages(gate, shards, watches, settings, clock);
    this.filters = new MemoryFilters(gate, shards, settings.get(StorageLimits.FILTERS_PER_USER));
    this.keys = new MemoryKeys(gate, shards, watches, settings);
    this.profiles = new MemoryProfiles(gate, shards);
    this.keyBackups = new MemoryKeyBackups(gate, shards);
    this.accountData = new MemoryAccountData(gate, shards, watches);
  }

  @Override
  public AccountStore accounts() {
    return accounts;
  }

  @Override
  public DeviceStore devices() {
    return devices;
  }

  @Override
  public MessageStore messages() {
    return messages;
  }

  @Override
  public FilterStore filters() {
    return filters;
  }

  @Override
  public KeyStore keys() {
    return keys;
  }

  @Override
  public ProfileStore profiles() {
    return profiles;
  }

  @Override
  public KeyBackupStore keyBackups() {
    return keyBackups;
  }

  @Override
  public AccountDataStore accountData() {
    return accountData;
  }

  @Override
  public CompletionStage<String> ensureProperty(String name, String value) {
    return gate.answer(() -> properties.computeIfAbsent(name, key -> value));
  }

  @Override
  public StoreStatistics statistics() {
    return shards.statistics(devices.refused());
  }

  @Override
  public String description() {
    return "memory";
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public void close() {
    gate.close();
    shards.clear();
    tokens.clear();
    watches.clear();
  }

  /** What all waiting messages take. */
  long inboxBytes() {
    return shards.inboxBound().total();
  }

  /** What the keys of all users take, and the notes of who follows whom. */
  long keyBytes() {
    return shards.keyBound().total();
  }

  /** How many records of any kind are held; 0 where nothing is left of anyone. */
  int size() {
    return shards.size() + tokens.size() + watches.size();
  }

  /** Enough shards that threads on every core seldom meet in one of them. */
  private static int shardsForThisMachine() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Integer.highestOneBit(Math.max(2, cores) * 8);
  }
}
