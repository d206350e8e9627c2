package io.todevice.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.config.ServerConfig;
import io.todevice.faults.Effect;
import io.todevice.faults.Effects;
import io.todevice.faults.Fault;
import io.todevice.faults.FaultRule;
import io.todevice.faults.FaultRules;
import io.todevice.faults.FaultScript;
import io.todevice.faults.FaultTarget;
import io.todevice.settings.ServerSettings;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.testing.junit.TodeviceExtension;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The library for tests refuses, and names,")
class WrongArgumentsTest {

  private static final Todevice TODEVICE = Todevice.builder().withFaults().start();
  private static final FaultRule RULE = FaultRule.of(Effects.answerLost());

  /** What methods are called on, and what their other parameters get. */
  private static final List<Object> SAMPLES =
      List.of(
          TODEVICE,
          TODEVICE.user("alice"),
          TODEVICE.messagesTo(TODEVICE.user("alice")),
          TODEVICE.await(Requests.requests()),
          TODEVICE.faults(),
          Requests.requests(),
          Todevice.builder(),
          new TodeviceExtension(),
          new Delivery("@a:x", "a", "{}", 1, 1, 1),
          new RecordedExchange(
              "GET",
              "/",
              "",
              Map.of(),
              "",
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              "",
              Optional.empty()),
          RULE,
          RULE.effect(),
          Fault.NONE,
          Effect.Condition.ANY,
          new FaultTarget(URI.create("http://localhost:1")),
          new FaultRules(
              SpecificationDocument.get(), token -> Optional.empty(), (user, device) -> true),
          FaultScript.read("a", "[{effect: answer-lost}]".getBytes(UTF_8)),
          ServerConfig.defaults(),
          ServerSettings.PORT,
          URI.create("http://localhost:1"),
          Duration.ofSeconds(1),
          "text",
          new byte[0],
          List.of(),
          Map.of(),
          Set.of(),
          Optional.empty(),
          (Predicate<Object>) any -> true,
          (Consumer<Object>) any -> {},
          (Function<Object, Object>) any -> any,
          (BiPredicate<Object, Object>) (one, other) -> true,
          new FaultRule[] {RULE});

  @AfterAll
  static void stop() {
    TODEVICE.close();
  }

  /** Each parameter that is an object, of each method that programs call. */
  static Stream<Parameter> parameters() {
    return Stream.of(
            Awaited.class,
            Delivery.class,
            Faults.class,
            Messages.class,
            RecordedExchange.class,
            Requests.class,
            Session.class,
            Todevice.class,
            TodeviceBuilder.class,
            TodeviceExtension.class,
            Effect.class,
            Effects.class,
            FaultRule.class,
            FaultScript.class,
            FaultTarget.class)
        .flatMap(
            type ->
                Stream.concat(
                    Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> !isInherited(type, method)),
                    Arrays.stream(type.getDeclaredConstructors())))
        .filter(each -> Modifier.isPublic(each.getModifiers()) && !each.isSynthetic())
        .flatMap(each -> Arrays.stream(each.getParameters()))
        .filter(parameter -> !parameter.getType().isPrimitive());
  }

  /** Those that others declare, like {@code equals} and the callbacks of JUnit. */
  private static boolean isInherited(Class<?> type, Method method) {
    return Stream.concat(Stream.of(Object.class), Arrays.stream(type.getInterfaces()))
        .flatMap(above -> Arrays.stream(above.getMethods()))
        .anyMatch(
            above ->
                above.getName().equals(method.getName())
                    && Arrays.equals(above.getParameterTypes(), method.getParameterTypes()));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  @DisplayName("a parameter that is null")
  void missing(Parameter missing) {
    Executable called = missing.getDeclaringExecutable();
    Object[] arguments =
        Arrays.stream(called.getParameters())
            .map(each -> each.equals(missing) ? null : sample(each.getType()))
            .toArray();
    assertThatThrownBy(() -> call(called, arguments))
        .cause()
        .isInstanceOf(NullPointerException.class)
        .hasMessage(missing.getName());
  }

  private static void call(Executable called, Object[] arguments)
      throws ReflectiveOperationException {
    if (called instanceof Constructor<?> constructor) {
      constructor.newInstance(arguments);
    } else {
      boolean isStatic = Modifier.isStatic(called.getModifiers());
      ((Method) called).invoke(isStatic ? null : sample(called.getDeclaringClass()), arguments);
    }
  }

  private static Object sample(Class<?> type) {
    return type.isPrimitive()
        ? Array.get(Array.newInstance(type, 1), 0)
        : SAMPLES.stream()
            .filter(type::isInstance)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no sample of " + type));
  }

  @Test
  @DisplayName("a rule that is null")
  @SuppressWarnings("NullAway") // On purpose.
  void rule() {
    FaultRule none = null;
    assertThatThrownBy(() -> TODEVICE.faults().add(RULE, none))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("added[1]");
  }

  @Test
  @DisplayName("devices of another server, which would never come")
  void otherServer() {
    try (Todevice other = Todevice.start()) {
      Session foreign = other.user("alice");
      String message = "@alice:localhost/DEVICE is a device of another server";
      for (Requests requests :
          List.of(Requests.syncs().from(foreign), Requests.sends().to(foreign).ofType("a"))) {
        assertThatThrownBy(() -> TODEVICE.await(requests)).hasMessage(message);
        assertThatThrownBy(() -> TODEVICE.awaitArrival(requests)).hasMessage(message);
        assertThatThrownBy(() -> TODEVICE.exchanges(requests)).hasMessage(message);
      }
    }
  }

  @Test
  @DisplayName("times that there are not")
  void times() {
    Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
    for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(999_999), forEver)) {
      assertThatThrownBy(() -> Effects.dribble(time))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("pause must be from 1 ms to a day, not " + time);
    }
    Session alice = TODEVICE.user("alice");
    assertThatThrownBy(() -> alice.withExpiringToken(forEver))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("time does not go on after");
    assertThatThrownBy(() -> alice.withExpiringToken(Duration.ofSeconds(-1)))
        .hasMessage("time does not go back: PT-1S");
  }

  @Test
  @DisplayName("names, IDs and URLs of another form")
  void forms() {
    assertThatThrownBy(() -> TODEVICE.user("alice", "*"))
        .hasMessage("there can be no device of the ID '*'");
    assertThatThrownBy(() -> TODEVICE.user(""))
        .hasMessage("there can be no user of the name '': it is empty");
    assertThatThrownBy(() -> Todevice.builder().serverName("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a b");
    for (String url : List.of("ftp://localhost", "localhost", "http:/a")) {
      assertThatThrownBy(() -> new FaultTarget(URI.create(url)))
          .hasMessage("url must be http://HOST or https://HOST, not " + url);
    }
  }
}
