package io.todevice.faults;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.todevice.domain.DeviceAddress;
import io.todevice.spec.model.PathTemplate;
import io.todevice.spec.model.PathTree;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.PercentCoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a server, as rules. To a request happens the first rule that matches and changes
 * something. Safe for use by many threads.
 */
public final class FaultRules implements Fault {

  /** Rules hold for every request. */
  public static final Predicate<Optional<DeviceAddress>> EVERYBODY = caller -> true;

  /** The operation whose requests have an event type. */
  static final String SEND = "sendToDevice";

  /** How many transactions of sends are remembered. */
  private static final int MAX_TRANSACTIONS = 10_000;

  private final PathTree<String> operations = new PathTree<>();
  private final RuleMistakes mistakes;
  private final Function<String, Optional<DeviceAddress>> devices;
  private final Consumer<FaultAnswer> unseen;
  private final AtomicInteger ids = new AtomicInteger();
  private final List<RuleInUse> rules = new CopyOnWriteArrayList<>();

  /** Those of rules that have ended too: what they hold back must not get lost. */
  private final List<Pages> pages = new CopyOnWriteArrayList<>();

  /** The transactions of the latest sends that the server has carried out. */
  private final Set<List<String>> carriedOut =
      Collections.newSetFromMap(
          Caffeine.newBuilder()
              .maximumSize(MAX_TRANSACTIONS)
              .<List<String>, Boolean>build()
              .asMap());

  /**
   * No faults yet.
   *
   * @param document says which operations there are
   * @param devices says whom an access token speaks for
   * @param isKnown says whether there is a user with this ID, and a device if one is given
   */
  public FaultRules(
      SpecificationDocument document,
      Function<String, Optional<DeviceAddress>> devices,
      BiPredicate<String, Optional<String>> isKnown) {
    this(document, devices, isKnown, answer -> {});
  }

  /**
   * The same.
   *
   * @param unseen takes what an effect answers in place of the server, before the client has it
   */
  public FaultRules(
      SpecificationDocument document,
      Function<String, Optional<DeviceAddress>> devices,
      BiPredicate<String, Optional<String>> isKnown,
      Consumer<FaultAnswer> unseen) {
    this.devices = devices;
    this.unseen = unseen;
    mistakes = new RuleMistakes(document.operations(), isKnown);
    for (ServedOperation operation : document.operations()) {
      for (PathTemplate template :
          PathTemplate.of(operation.path()).withAliases(document.basePathAliases())) {
        operations.add(operation.method(), template, operation.operationId());
      }
    }
  }

  /**
   * From now on these rules hold too, after those before them: all of them or none.
   *
   * @param isMeant says whose requests they hold for, beside what they say themselves; of a token
   *     that speaks for nobody it is asked with an empty value
   * @return the rules in use, in the same order
   * @throws ImpossibleRuleException if one of them could never match
   */
  public List<RuleInUse> add(Predicate<Optional<DeviceAddress>> isMeant, List<FaultRule> added) {
    List<RuleInUse> checked = new ArrayList<>();
    for (int i = 0; i < added.size(); i++) {
      FaultRule rule = added.get(i);
      mistakes.check(rule, i);
      for (RuleInUse use : rules) {
        boolean isForAll = use.isMeant() == EVERYBODY || use.isMeant() == isMeant;
        if (isForAll && !use.isOver() && use.rule().covers(rule)) {
          throw new ImpossibleRuleException(
              rule, i, "effect", "the rule with ID " + use.id() + " takes all of its requests");
        }
      }
      for (int before = 0; before < i; before++) {
        if (added.get(before).covers(rule)) {
          throw new ImpossibleRuleException(
              rule, i, "effect", "rule " + before + " takes all of its requests");
        }
      }
      checked.add(new RuleInUse(ids.incrementAndGet(), rule, isMeant));
    }
    for (FaultRule rule : added) {
      if (rule.effect().fault() instanceof Pages begun) {
        pages.add(begun);
      }
    }
    rules.addAll(checked);
    return List.copyOf(checked);
  }

  /** From now on there are no faults. */
  public void clear() {
    rules.clear();
    pages.clear();
    carriedOut.clear();
  }

  /** Ends a rule; returns whether there was one. */
  public boolean remove(long id) {
    return rules.removeIf(use -> use.id() == id);
  }

  /** Ends the rules that were added with this very predicate. */
  public void remove(Predicate<Optional<DeviceAddress>> isMeant) {
    rules.removeIf(use -> use.isMeant() == isMeant);
  }

  /** The rules that hold, in order. */
  public List<RuleInUse> list() {
    return List.copyOf(rules);
  }

  @Override
  public ProxyResponse handle(ProxyRequest request, Upstream upstream)
      throws IOException, InterruptedException {
    for (Pages each : pages) {
      if (each.hasBegun(request)) {
        // Of somebody else's position the server says that it does not know it.
        return each.isOwn(request, devices)
            ? each.handle(request, upstream)
            : upstream.pass(request);
      }
    }
    ProxyRequest real = Pages.withServerPosition(request);
    List<String> parameters = new ArrayList<>();
    String operation = operations.find(real.method(), real.path(), parameters, new HashSet<>());
    ProxyResponse response =
        operation == null && real.method().equals("OPTIONS")
            ? upstream.pass(real)
            : handle(real, operation, parameters, upstream);
    if (SEND.equals(operation) && response.status() == 200) {
      carriedOut.add(transaction(real));
    }
    return response;
  }

  private ProxyResponse handle(
      ProxyRequest request, @Nullable String operation, List<String> parameters, Upstream upstream)
      throws IOException, InterruptedException {
    Upstream server = upstream;
    boolean isSeen = false;
    for (RuleInUse use : rules) {
      if (use.isOver() || !matches(use, operation, parameters, request)) {
        continue;
      }
      use.match();
      Effect effect = use.rule().effect();
      Turn turn = new Turn(use, server);
      if (effect.condition() != Effect.Condition.ASKS && !turn.mayHappen()) {
        continue;
      }
      ProxyResponse response = effect.fault().handle(request, turn);
      isSeen |= turn.hasAsked;
      if (turn.hasHappened) {
        if (!isSeen) {
          unseen.accept(
              new FaultAnswer(
                  request,
                  Optional.ofNullable(operation),
                  parameters.stream().map(FaultRules::decode).toList(),
                  effect.name(),
                  response));
        }
        return response;
      }
      // The next rule gets the response that this one left as it is.
      server = other -> other == request ? response : upstream.send(other);
    }
    return server.pass(request);
  }

  private static String decode(String parameter) {
    return PercentCoding.decode(parameter, /* isPlusSpace= */ false).orElse(parameter);
  }

  /** The server for the effect of a rule. */
  private final class Turn implements Upstream {

    private final RuleInUse use;
    private final Upstream server;
    private boolean hasHappened;
    private boolean hasAsked;

    Turn(RuleInUse use, Upstream server) {
      this.use = use;
      this.server = server;
    }

    @Override
    public ProxyResponse send(ProxyRequest request) throws IOException {
      hasAsked = true;
      return server.send(request);
    }

    @Override
    public Optional<DeviceAddress> findCaller(ProxyRequest request) {
      return devices.apply(request.token());
    }

    @Override
    public boolean mayHappen() {
      hasHappened = hasHappened || use.take();
      return hasHappened;
    }
  }

  /** Transaction IDs are unique for a token (client-server API, Transaction identifiers). */
  private static List<String> transaction(ProxyRequest send) {
    return List.of(send.token(), send.path());
  }

  private boolean isMet(Effect.Condition condition, ProxyRequest request) {
    return switch (condition) {
      case ANY, ASKS -> true;
      case TOKEN -> !request.token().isEmpty();
      case SINCE -> new SyncRequest(request).since().isPresent();
      case REPEATED_SEND -> carriedOut.contains(transaction(request));
    };
  }

  private boolean matches(
      RuleInUse use, @Nullable String operation, List<String> parameters, ProxyRequest request) {
    FaultRule rule = use.rule();
    Set<String> possible = rule.effect().operations();
    if ((!possible.isEmpty() && (operation == null || !possible.contains(operation)))
        || (rule.operation().isPresent() && !rule.operation().get().equals(operation))) {
      return false;
    }
    if (!isMet(rule.effect().condition(), request)) {
      return false;
    }
    if (rule.eventType().isPresent()
        && !(SEND.equals(operation) && decode(parameters.get(0)).equals(rule.eventType().get()))) {
      return false;
    }
    if (rule.user().isEmpty() && use.isMeant() == EVERYBODY) {
      return true;
    }
    Optional<DeviceAddress> caller = devices.apply(request.token());
    return use.isMeant().test(caller)
        && (rule.user().isEmpty() || caller.map(known -> known.user().value()).equals(rule.user()))
        && (rule.device().isEmpty()
            || caller.map(known -> known.device().value()).equals(rule.device()));
  }
}
