package io.todevice.faults;

import io.todevice.domain.DeviceAddress;
import io.todevice.spec.model.PathTemplate;
import io.todevice.spec.model.PathTree;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.PercentCoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a server, as rules. To a request the first rule that matches and applies happens.
 * Safe for use by many threads.
 */
public final class FaultRules implements Fault {

  /** Rules hold for every request. */
  public static final Predicate<Optional<DeviceAddress>> EVERYBODY = caller -> true;

  /** The operation whose requests have an event type. */
  static final String SEND = "sendToDevice";

  private final PathTree<String> operations = new PathTree<>();
  private final Set<String> operationIds = new TreeSet<>();
  private final Function<String, Optional<DeviceAddress>> devices;
  private final Predicate<String> isUser;
  private final AtomicInteger ids = new AtomicInteger();
  private final List<RuleInUse> rules = new CopyOnWriteArrayList<>();

  /** Those of rules that have ended too: what they hold back must not get lost. */
  private final List<Pages> pages = new CopyOnWriteArrayList<>();

  /**
   * No faults yet.
   *
   * @param document says which operations there are
   * @param devices says whom an access token speaks for
   * @param isUser says whether there is a user with this ID
   */
  public FaultRules(
      SpecificationDocument document,
      Function<String, Optional<DeviceAddress>> devices,
      Predicate<String> isUser) {
    this.devices = devices;
    this.isUser = isUser;
    for (ServedOperation operation : document.operations()) {
      operationIds.add(operation.operationId());
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
      RuleMistakes.check(rule, i, operationIds, isUser);
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
        return each.handle(request, upstream);
      }
    }
    ProxyRequest real = Pages.withServerPosition(request);
    if (!rules.isEmpty()) {
      List<String> parameters = new ArrayList<>();
      String operation = operations.find(real.method(), real.path(), parameters, new HashSet<>());
      for (RuleInUse use : rules) {
        if (!use.isOver() && matches(use, operation, parameters, real) && use.apply()) {
          return use.rule().effect().fault().handle(real, upstream);
        }
      }
    }
    return upstream.pass(real);
  }

  private boolean matches(
      RuleInUse use, @Nullable String operation, List<String> parameters, ProxyRequest request) {
    FaultRule rule = use.rule();
    Set<String> possible = rule.effect().operations();
    if ((!possible.isEmpty() && (operation == null || !possible.contains(operation)))
        || (rule.operation().isPresent() && !rule.operation().get().equals(operation))) {
      return false;
    }
    if (rule.eventType().isPresent()
        && !(SEND.equals(operation)
            && PercentCoding.decode(parameters.get(0), /* isPlusSpace= */ false)
                .equals(rule.eventType()))) {
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
