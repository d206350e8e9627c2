package io.todevice.store.memory;

import static io.todevice.store.contract.KeySamples.CURVE;
import static io.todevice.store.contract.KeySamples.fallback;
import static io.todevice.store.contract.KeySamples.oneTime;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;

import io.todevice.domain.MonotonicClock;
import io.todevice.settings.Settings;
import io.todevice.store.contract.KeySamples;
import io.todevice.store.contract.WaitingStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether publishing and claiming keys is linearizable. */
@Param(name = "key", gen = IntGen.class, conf = "0:3")
@Tag("proof")
public class KeyLincheckTest {

  private final KeySamples keys;

  public KeyLincheckTest() {
    MemoryStore store = new MemoryStore(Settings.NONE, new MonotonicClock());
    new WaitingStore(store).signIn(ALICE_PHONE);
    new WaitingStore(store).signIn(BOB_PHONE);
    keys = new KeySamples(store);
  }

  @Operation
  public void upload(@Param(name = "key") int key) {
    keys.upload(ALICE_PHONE, oneTime("k" + key));
  }

  @Operation
  public void uploadFallback() {
    keys.upload(ALICE_PHONE, fallback("f"));
  }

  @Operation
  public Optional<String> claim() {
    return keys.claim(BOB_PHONE, ALICE_PHONE);
  }

  @Operation
  public int count() {
    return keys.counts(ALICE_PHONE).oneTimeKeys().getOrDefault(CURVE, 0);
  }

  /** The same, one call after the other. */
  public static final class Sequential {

    private final List<String> waiting = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private boolean hasFallback;

    public void upload(int key) {
      String id = "k" + key;
      if (!waiting.contains(id) && !gone.contains(id)) {
        waiting.add(id);
      }
    }

    public void uploadFallback() {
      hasFallback = true;
    }

    public Optional<String> claim() {
      if (waiting.isEmpty()) {
        return hasFallback ? Optional.of("f") : Optional.empty();
      }
      String id = waiting.remove(0);
      gone.add(id);
      return Optional.of(id);
    }

    public int count() {
      return waiting.size();
    }
  }

  @Test
  @DisplayName("K3, K5: what threads see together, one after the other could have seen")
  void operationsAreLinearizable() {
    new StressOptions()
        .iterations(5)
        .invocationsPerIteration(200)
        .threads(3)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(3)
        .minimizeFailedScenario(false)
        .sequentialSpecification(Sequential.class)
        .check(KeyLincheckTest.class);
  }
}
