package io.todevice.testing.junit;

import static io.todevice.testing.Requests.syncs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.todevice.testing.Session;
import io.todevice.testing.TestClient;
import io.todevice.testing.Todevice;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@DisplayName("The extension of JUnit")
@Execution(ExecutionMode.SAME_THREAD)
class TodeviceExtensionTest {

  /** What the test classes below have seen: a kind of thing, and its values. */
  private static final Map<String, List<Object>> SEEN = new ConcurrentHashMap<>();

  private static void see(String what, Object value) {
    synchronized (SEEN) {
      SEEN.computeIfAbsent(what, first -> new ArrayList<>()).add(value);
    }
  }

  private static List<Object> seen(String what) {
    return SEEN.getOrDefault(what, List.of());
  }

  private static Set<Object> distinct(String what) {
    return Set.copyOf(seen(what));
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  private static EngineExecutionResults run(Class<?>... classes) {
    return run(false, classes);
  }

  private static EngineExecutionResults run(boolean isParallel, Class<?>... classes) {
    EngineTestKit.Builder kit =
        EngineTestKit.engine("junit-jupiter")
            .selectors(
                Stream.of(classes).map(each -> selectClass(each)).toArray(ClassSelector[]::new))
            .configurationParameter(
                "junit.jupiter.execution.parallel.enabled", Boolean.toString(isParallel))
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
    return kit.execute();
  }

  private static void assertPassed(EngineExecutionResults results, int count) {
    assertThat(failures(results)).isEmpty();
    results.testEvents().assertStatistics(tests -> tests.succeeded(count).failed(0));
  }

  /** The failures of tests and of classes, as name and message. */
  private static List<String> failures(EngineExecutionResults results) {
    return results.allEvents().failed().stream()
        .map(
            event ->
                event.getTestDescriptor().getDisplayName()
                    + ": "
                    + event
                        .getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
        .toList();
  }

  private static void assertStopped(Object baseUrl) {
    assertThat(baseUrl).isInstanceOf(URI.class);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", ((URI) baseUrl).getPort()), 1000);
      throw new AssertionError("still listens: " + baseUrl);
    } catch (IOException refused) {
      assertThat(refused).isInstanceOf(ConnectException.class);
    }
  }

  static class InStaticField {
    @RegisterExtension static final TodeviceExtension TODEVICE = new TodeviceExtension();

    private final Session ofConstructor;

    InStaticField(@User("alice") Session alice) {
      ofConstructor = alice;
    }

    @BeforeAll
    static void beforeAll(Todevice todevice, @User("guest") Session guest) {
      see("url", todevice.baseUrl());
      see("user of class", guest.userId());
    }

    @BeforeEach
    void beforeEach(@User("alice") Session alice) {
      assertThat(alice).isSameAs(ofConstructor);
    }

    @RepeatedTest(2)
    void test(
        Todevice todevice,
        URI baseUrl,
        @User("alice") Session alice,
        @User(value = "alice", device = "PHONE") Session phone) {
      assertThat(alice).isSameAs(ofConstructor).isSameAs(todevice.user("alice"));
      assertThat(phone.userId()).isEqualTo(alice.userId());
      assertThat(phone.deviceId()).isEqualTo("PHONE");
      assertThat(todevice.exchanges()).isEmpty();
      assertThat(TestClient.of(alice).sync("").statusCode()).isEqualTo(200);
      assertThat(todevice.exchanges()).hasSize(1);
      see("url", baseUrl);
      see("user", alice.userId());
    }

    @AfterEach
    void afterEach(@User("alice") Session alice) {
      assertThat(alice).isSameAs(ofConstructor);
    }

    @AfterAll
    static void afterAll(Todevice todevice) {
      // What tests have asked is forgotten with them; what the class has asked is not.
      assertThat(todevice.exchanges()).isEmpty();
      see("url", todevice.baseUrl());
    }
  }

  @Test
  @DisplayName("in a static field: one server for the class, users of its own for each test")
  void staticField() {
    assertPassed(run(InStaticField.class), 2);

    assertThat(seen("url")).hasSize(4);
    assertThat(distinct("url")).hasSize(1);
    assertThat(distinct("user")).hasSize(2);
    assertThat(seen("user of class")).containsExactly("@guest:localhost");
    assertStopped(seen("url").get(0));
  }

  @ExtendWith(TodeviceExtension.class)
  static class ByAnnotation {
    @RepeatedTest(2)
    void test(URI baseUrl) {
      see("url", baseUrl);
    }
  }

  @Test
  @DisplayName("by annotation: as in a static field")
  void annotation() {
    assertPassed(run(ByAnnotation.class), 2);
    assertThat(distinct("url")).hasSize(1);
  }

  static class InInstanceField {
    @RegisterExtension final TodeviceExtension todevice = new TodeviceExtension();

    @BeforeEach
    void beforeEach(URI baseUrl) {
      see("before", baseUrl);
    }

    @RepeatedTest(2)
    void test(URI baseUrl, @User("alice") Session alice) {
      see("url", baseUrl);
      assertThat(alice.userId()).isEqualTo("@alice:localhost");
    }
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class InInstanceFieldPerClass extends InInstanceField {}

  @Test
  @DisplayName("in an instance field: one server for each test, with PER_CLASS too")
  void instanceField() {
    for (Class<?> each : List.of(InInstanceField.class, InInstanceFieldPerClass.class)) {
      forget();
      assertPassed(run(each), 2);
      assertThat(distinct("url")).hasSize(2);
      assertThat(seen("before")).isEqualTo(seen("url"));
      seen("url").forEach(TodeviceExtensionTest::assertStopped);
    }
  }

  static class ConstructorOfInstanceField {
    @RegisterExtension final TodeviceExtension todevice = new TodeviceExtension();

    @TestInstance(Lifecycle.PER_CLASS)
    static class TooEarly extends ConstructorOfInstanceField {
      @BeforeAll
      void beforeAll(URI baseUrl) {
        see("url", baseUrl);
      }

      @Test
      void test() {}
    }
  }

  @Test
  @DisplayName("says why there is no server where none can be")
  void tooEarly() {
    assertThat(failures(run(ConstructorOfInstanceField.TooEarly.class)))
        .singleElement()
        .asString()
        .contains("make the field static");
  }

  static class WithNested {
    @RegisterExtension static final TodeviceExtension TODEVICE = new TodeviceExtension();

    @Test
    void outer(URI baseUrl) {
      see("url", baseUrl);
    }

    @Nested
    class Inner {
      private final URI ofConstructor;

      Inner(URI baseUrl) {
        ofConstructor = baseUrl;
      }

      @Test
      void inner(URI baseUrl, @User("alice") Session alice) {
        assertThat(baseUrl).isEqualTo(ofConstructor);
        see("url", baseUrl);
        see("user", alice.userId());
      }

      @Nested
      @TestInstance(Lifecycle.PER_CLASS)
      class Innermost {
        @BeforeAll
        void beforeAll(URI baseUrl) {
          see("url", baseUrl);
        }

        @Test
        void innermost(@User("alice") Session alice) {
          see("user", alice.userId());
          assertThat(TestClient.of(alice).sync("").statusCode()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  @DisplayName("gives @Nested classes the server of the class around them")
  void nested() {
    assertPassed(run(WithNested.class), 3);
    assertThat(seen("url")).hasSize(3);
    assertThat(distinct("url")).hasSize(1);
    assertThat(distinct("user")).hasSize(2);
  }

  static class NestedWithInstanceField {
    @RegisterExtension final TodeviceExtension todevice = new TodeviceExtension();

    @Nested
    class Inner {
      @RepeatedTest(2)
      void inner(URI baseUrl) {
        see("url", baseUrl);
      }
    }
  }

  @Test
  @DisplayName("gives tests of @Nested classes a server each where the field is an instance's")
  void nestedInstanceField() {
    assertPassed(run(NestedWithInstanceField.class), 2);
    assertThat(distinct("url")).hasSize(2);
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClass {
    @RegisterExtension static final TodeviceExtension TODEVICE = new TodeviceExtension();

    private final Session ofConstructor;

    PerClass(@User("alice") Session alice, Todevice todevice) {
      ofConstructor = alice;
      see("url", todevice.baseUrl());
    }

    @RepeatedTest(2)
    void test(Todevice todevice, @User("alice") Session alice) {
      see("url", todevice.baseUrl());
      assertThat(alice.userId()).isNotEqualTo(ofConstructor.userId());
      TestClient.of(ofConstructor).sync("");
      // A test sees the users of its class beside its own.
      assertThat(todevice.exchanges(syncs().from(ofConstructor))).isNotEmpty();
    }
  }

  @Test
  @DisplayName("with PER_CLASS: the constructor gets what is the class's, tests their own")
  void perClass() {
    assertPassed(run(PerClass.class), 2);
    assertThat(distinct("url")).hasSize(1);
  }

  abstract static class SharedBase {
    @RegisterExtension static final TodeviceExtension TODEVICE = new TodeviceExtension();

    @Test
    void test(URI baseUrl, @User("alice") Session alice) {
      see("url", baseUrl);
      assertThat(TestClient.of(alice).sync("").statusCode()).isEqualTo(200);
    }
  }

  static class FirstOfBase extends SharedBase {}

  static class SecondOfBase extends SharedBase {}

  @Test
  @DisplayName("of a base class: each class that extends it has a server, in parallel as well")
  void baseClass() {
    for (boolean isParallel : new boolean[] {false, true}) {
      forget();
      assertPassed(run(isParallel, FirstOfBase.class, SecondOfBase.class), 2);
      assertThat(distinct("url")).hasSize(2);
      seen("url").forEach(TodeviceExtensionTest::assertStopped);
    }
  }

  static class OneForAllFirst {
    @RegisterExtension
    static final TodeviceExtension TODEVICE = TodeviceExtension.of(Todevice.builder()).oneForAll();

    @BeforeAll
    static void beforeAll(@User("guest") Session guest) {
      see("guest", guest.userId());
    }

    @Test
    void test(Todevice todevice, @User("alice") Session alice) {
      see("url", todevice.baseUrl());
      see("user", alice.userId());
      assertThatThrownBy(() -> todevice.advanceClock(Duration.ofSeconds(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in an instance field");
    }
  }

  static class OneForAllSecond extends OneForAllFirst {}

  static class OneForAllOther {
    @RegisterExtension
    static final TodeviceExtension TODEVICE =
        TodeviceExtension.of(Todevice.builder().serverName("other.example")).oneForAll();

    @Test
    void test(URI baseUrl) {
      see("other", baseUrl);
    }
  }

  @Test
  @DisplayName("one for all: a server for the run and each way of building it")
  void oneForAll() {
    assertPassed(run(OneForAllFirst.class, OneForAllSecond.class, OneForAllOther.class), 3);

    assertThat(seen("url")).hasSize(2);
    assertThat(distinct("url")).hasSize(1).doesNotContainAnyElementsOf(seen("other"));
    assertThat(distinct("user")).hasSize(2);
    assertThat(distinct("guest")).hasSize(2);
    assertStopped(seen("url").get(0));
    assertStopped(seen("other").get(0));
  }

  static class InParallel {
    @RegisterExtension static final TodeviceExtension TODEVICE = new TodeviceExtension();

    private static final CyclicBarrier ALL_RUN = new CyclicBarrier(4);

    @RepeatedTest(4)
    void test(Todevice todevice, @User("alice") Session alice, @User("bob") Session bob)
        throws Exception {
      ALL_RUN.await(30, TimeUnit.SECONDS);
      alice.send("org.example.test", bob, "{\"to\":\"" + bob.userId() + "\"}");
      String received = TestClient.of(bob).sync("").body();
      ALL_RUN.await(30, TimeUnit.SECONDS);
      assertThat(received.split("\"to\"", -1)).hasSize(2);
      assertThat(received).contains(bob.userId());
      assertThat(todevice.exchanges()).hasSize(2);
      ALL_RUN.await(30, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("in parallel: tests of one server meet neither users nor requests of each other")
  void parallel() {
    assertPassed(run(true, InParallel.class), 4);
  }

  static class PlainNames {
    @RegisterExtension
    static final TodeviceExtension TODEVICE =
        TodeviceExtension.of(Todevice.builder()).resetBeforeEach();

    private static final ConcurrentLinkedQueue<Session> EARLIER = new ConcurrentLinkedQueue<>();

    private final Session ofConstructor;

    PlainNames(@User("alice") Session alice) {
      ofConstructor = alice;
    }

    @RepeatedTest(4)
    void test(Todevice todevice, @User("alice") Session alice) {
      assertThat(alice).isSameAs(ofConstructor);
      assertThat(alice.userId()).isEqualTo("@alice:localhost");
      assertThat(todevice.exchanges()).isEmpty();
      assertThat(TestClient.of(alice).sync("").body()).doesNotContain("earlier");
      alice.send("org.example.test", alice, "{\"n\":\"earlier\"}");
      for (Session earlier : EARLIER) {
        assertThat(TestClient.of(earlier).sync("").statusCode()).isEqualTo(401);
      }
      EARLIER.add(alice);
      see("user", alice.accessToken());
    }
  }

  @Test
  @DisplayName("reset before each: tests with plain names take turns, in parallel as well")
  void resetBeforeEach() {
    for (boolean isParallel : new boolean[] {false, true}) {
      forget();
      PlainNames.EARLIER.clear();
      assertPassed(run(isParallel, PlainNames.class), 4);
      assertThat(distinct("user")).hasSize(4);
    }
  }

  static class Strict {
    @RegisterExtension
    static final TodeviceExtension TODEVICE = TodeviceExtension.of(Todevice.builder().strict());

    @Test
    void good(@User("alice") Session alice) {
      TestClient.of(alice).sync("");
    }

    @Test
    void bad(@User("alice") Session alice) {
      TestClient.of(alice).sync("timeout=never");
    }

    @Test
    void badWithoutUser(URI baseUrl) {
      new TestClient(baseUrl, "unknown").sync("timeout=never");
    }
  }

  @Test
  @DisplayName("strict: fails the test that caused a violation, and no other")
  void strict() {
    assertThat(new TreeSet<>(failures(run(Strict.class))))
        .hasSize(2)
        .allMatch(failure -> failure.contains("violates the specification:\n  MUST"))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("bad(Session)"),
            nobody -> assertThat(nobody).startsWith("badWithoutUser(URI)"));
  }

  static class WithoutName {
    @RegisterExtension static final TodeviceExtension TODEVICE = new TodeviceExtension();

    @Test
    void test(Session nobody) {
      see("user", nobody);
    }
  }

  @Test
  @DisplayName("says what is missing of a Session without @User")
  void withoutName() {
    assertThat(failures(run(WithoutName.class)))
        .singleElement()
        .asString()
        .contains("@User(\"alice\") Session");
  }

  static class ForgetsItsPoller {
    @RegisterExtension static final TodeviceExtension TODEVICE = new TodeviceExtension();

    @Test
    void polls(Todevice todevice, @User("alice") Session alice) {
      var waits = todevice.awaitArrival(syncs().from(alice));
      see("poll", TestClient.of(alice).syncLater("timeout=30000"));
      waits.get();
    }
  }

  @Test
  @DisplayName("ends the waiting sync of a client that a test forgets")
  void forgottenPoller() {
    assertPassed(run(ForgetsItsPoller.class), 1);
    CompletableFuture<?> poll = (CompletableFuture<?>) seen("poll").get(0);
    assertThat(poll).succeedsWithin(Duration.ofSeconds(5));
  }
}
