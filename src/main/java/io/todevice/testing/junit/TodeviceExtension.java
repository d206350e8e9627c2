package io.todevice.testing.junit;

import static java.util.Objects.requireNonNull;

import io.todevice.testing.Session;
import io.todevice.testing.Todevice;
import io.todevice.testing.TodeviceBuilder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Gives tests a server: JUnit Jupiter 5.13 or later, and 6.
 *
 * <pre>{@code
 * class MyClientTest {
 *   @RegisterExtension
 *   static final TodeviceExtension TODEVICE = TodeviceExtension.of(Todevice.builder().strict());
 *
 *   @Test
 *   void greets(Todevice todevice, @User("alice") Session alice) { … }
 * }
 * }</pre>
 *
 * <p>The field decides how long a server lives. With a static field, or {@code @ExtendWith}, it is
 * one for each test class that has it, its own or by inheritance, together with the {@code @Nested}
 * classes in it; with an instance field it is one for each test, also with {@code PER_CLASS}.
 * {@link #oneForAll} makes it one for the whole run.
 *
 * <p>Test methods, methods of the lifecycle and constructors take a {@link Todevice}, a {@link
 * Session} with {@link User}, and the base URL as a {@link URI}. Those that belong to a test get
 * what is the test's own ({@link Todevice#share}): tests may run at the same time and in any order,
 * and none sees another's users or requests. Those that belong to the class, {@code @BeforeAll} and
 * the constructor with {@code PER_CLASS}, get what is the class's. A constructor is called before
 * an extension in an instance field exists, so only a static one has parameters for it.
 *
 * <p>An instance is immutable; it keeps its servers in JUnit's stores, which close them.
 */
public final class TodeviceExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace SHARED = Namespace.create(TodeviceExtension.class);
  private static final String SERVER = "server";

  private final TodeviceBuilder builder;
  private final boolean isOneForAll;
  private final boolean isReset;
  private final Namespace own = Namespace.create(TodeviceExtension.class, this);

  /** A default server; for {@code @ExtendWith}. */
  public TodeviceExtension() {
    this(Todevice.builder(), /* isOneForAll= */ false, /* isReset= */ false);
  }

  private TodeviceExtension(TodeviceBuilder builder, boolean isOneForAll, boolean isReset) {
    this.builder = builder;
    this.isOneForAll = isOneForAll;
    this.isReset = isReset;
  }

  /** A server that is made like this. */
  public static TodeviceExtension of(TodeviceBuilder builder) {
    return new TodeviceExtension(
        requireNonNull(builder, "builder"), /* isOneForAll= */ false, /* isReset= */ false);
  }

  /**
   * The same with one server for all tests of the run whose extensions are built alike, started
   * when the first of them needs it.
   */
  public TodeviceExtension oneForAll() {
    return new TodeviceExtension(builder, /* isOneForAll= */ true, isReset);
  }

  /**
   * The same with users of plain names: the tests of a class do not share the server but take turns
   * with it, and each finds it empty. What a background thread of an earlier test still asks is
   * answered with 401. Tests that run in parallel wait for each other.
   */
  public TodeviceExtension resetBeforeEach() {
    return new TodeviceExtension(builder, isOneForAll, /* isReset= */ true);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!isInInstanceField(context)) {
      startIfNoneAround(context);
    }
  }

  /** With {@code PER_CLASS} JUnit calls {@link #beforeAll} for instance fields as well. */
  private boolean isInInstanceField(ExtensionContext context) {
    return context
        .getTestInstance()
        .filter(
            test ->
                AnnotationSupport.findAnnotatedFields(
                        test.getClass(),
                        RegisterExtension.class,
                        field -> !Modifier.isStatic(field.getModifiers()),
                        HierarchyTraversalMode.TOP_DOWN)
                    .stream()
                    .anyMatch(field -> holdsThis(field, test)))
        .isPresent();
  }

  private boolean holdsThis(Field field, Object test) {
    return ReflectionSupport.tryToReadFieldValue(field, test)
        .toOptional()
        .filter(value -> value == this)
        .isPresent();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    startIfNoneAround(context);
    var unused = view(context);
  }

  private void startIfNoneAround(ExtensionContext context) {
    if (!isOneForAll) {
      // A store finds what those around it hold.
      startIfAbsent(context.getStore(own));
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    view(context).todevice().verify();
  }

  /** The nearest server around a context; empty if there is none. */
  private Optional<Running> findServer(ExtensionContext context) {
    return isOneForAll
        ? Optional.of(startIfAbsent(context.getRoot().getStore(SHARED)))
        : Optional.ofNullable(context.getStore(own).get(SERVER, Running.class));
  }

  /**
   * A server, which JUnit closes with the context of its store.
   *
   * @param turn is held by the test whose turn it is, where tests do not share the server
   */
  private record Running(Todevice todevice, Semaphore turn) implements AutoCloseable {
    @Override
    public void close() {
      todevice.close();
    }
  }

  private Running startIfAbsent(Store store) {
    Object key = isOneForAll ? builder : SERVER;
    return store.getOrComputeIfAbsent(
        key, absent -> new Running(builder.start(), new Semaphore(1)), Running.class);
  }

  /** What belongs to a test or a class; JUnit closes it at the end of that. */
  private record View(Todevice todevice, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  private View view(ExtensionContext context) {
    // The key is the context's own: those around it have others.
    return context
        .getStore(own)
        .getOrComputeIfAbsent(context.getUniqueId(), absent -> newView(context), View.class);
  }

  private View newView(ExtensionContext context) {
    Running server =
        findServer(context)
            .orElseThrow(
                () ->
                    new ParameterResolutionException(
                        "there is no server yet: one that an instance field starts is there for"
                            + " test methods, @BeforeEach and @AfterEach; make the field static"));
    boolean isTest = context.getTestMethod().isPresent();
    Todevice todevice = server.todevice();
    if (isReset && isTest) {
      server.turn().acquireUninterruptibly();
      View view = new View(todevice, server.turn()::release);
      try {
        todevice.reset();
        return view;
      } catch (Throwable t) {
        view.close();
        throw t;
      }
    }
    boolean isAlone = isReset || (isTest ? isOwn(server, context) : !isOneForAll);
    if (isAlone) {
      return new View(todevice, () -> {});
    }
    Todevice shared = enclosing(context).orElse(todevice).share();
    return new View(shared, shared::close);
  }

  /** Whether the server was started for this test alone. */
  private boolean isOwn(Running server, ExtensionContext context) {
    return !isOneForAll
        && context
            .getParent()
            .map(parent -> parent.getStore(own).get(SERVER) != server)
            .orElse(/* other= */ true);
  }

  /** What belongs to the nearest class around, if a server for all has something for it. */
  private Optional<Todevice> enclosing(ExtensionContext context) {
    for (Optional<ExtensionContext> outer = context.getParent();
        outer.isPresent();
        outer = outer.get().getParent()) {
      View view = outer.get().getStore(own).get(outer.get().getUniqueId(), View.class);
      if (view != null) {
        return Optional.of(view.todevice());
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Todevice.class || type == Session.class || type == URI.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getDeclaringExecutable() instanceof Constructor) {
      // With PER_CLASS it is called before beforeAll.
      startIfNoneAround(context);
    }
    Todevice todevice = view(context).todevice();
    Class<?> type = parameter.getParameter().getType();
    if (type == Todevice.class) {
      return todevice;
    }
    if (type == URI.class) {
      return todevice.baseUrl();
    }
    User user =
        parameter
            .findAnnotation(User.class)
            .orElseThrow(
                () ->
                    new ParameterResolutionException(
                        "a Session needs to know whose it is: @User(\"alice\") Session"));
    return todevice.user(user.value(), user.device());
  }

  /** The constructor of a test's own instance belongs to the test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }
}
