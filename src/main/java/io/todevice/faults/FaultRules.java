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

  private static final String SEND = "sendToDevice";

  private final PathTree<String> operations = new PathTree<>();
  private final Set<String> operationIds = new TreeSet<>();
  private final Function<String, Optional<DeviceAddress>> devices;
  private final Predicate<String> isUser;
  private final List<FaultRule.Use> rules = new CopyOnWriteArrayList<>();

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
   * @throws IllegalArgumentException if one of them could never match, with the reason
   */
  public void add(Predicate<Optional<DeviceAddress>> isMeant, List<FaultRule> added) {
    List<FaultRule.Use> checked = new ArrayList<>();
    for (FaultRule rule : added) {
      findMistake(rule)
          .ifPresent(
              mistake -> {
                throw new IllegalArgumentException(
                    "a rule of " + rule.effect() + " can never match: " + mistake);
              });
      checked.add(new FaultRule.Use(rule, isMeant));
    }
    rules.addAll(checked);
  }

  private Optional<String> findMistake(FaultRule rule) {
    if (rule.operation().filter(id -> !operationIds.contains(id)).isPresent()) {
      return Optional.of("there is no operation '" + rule.operation().orElseThrow() + "'");
    }
    Set<String> possible = rule.effect().operations();
    if (rule.eventType().isPresent()) {
      if (!possible.isEmpty() && !possible.contains(SEND)) {
        return Optional.of("only requests of " + SEND + " have an event type");
      }
      possible = Set.of(SEND);
    }
    if (!possible.isEmpty() && !rule.operation().map(possible::contains).orElse(true)) {
      return Optional.of(
          "it is about "
              + String.join(" or ", possible)
              + ", not "
              + rule.operation().orElseThrow());
    }
    if (rule.user().filter(isUser.negate()).isPresent()) {
      return Optional.of("there is no user '" + rule.user().orElseThrow() + "'");
    }
    if (rule.times() < 1) {
      return Optional.of("it may happen " + rule.times() + " times");
    }
    return rule.probability() > 0 && rule.probability() <= 1
        ? Optional.empty()
        : Optional.of("a probability is above 0 and up to 1, not " + rule.probability());
  }

  /** From now on there are no faults. */
  public void clear() {
    rules.clear();
  }

  /** Ends the rules that were added with this very predicate. */
  public void remove(Predicate<Optional<DeviceAddress>> isMeant) {
    rules.removeIf(use -> use.isMeant() == isMeant);
  }

  /** The rules that hold, in order. */
  public List<FaultRule> list() {
    return rules.stream().map(FaultRule.Use::rule).toList();
  }

  @Override
  public ProxyResponse handle(ProxyRequest request, Upstream upstream)
      throws IOException, InterruptedException {
    if (!rules.isEmpty()) {
      List<String> parameters = new ArrayList<>();
      String operation =
          operations.find(request.method(), request.path(), parameters, new HashSet<>());
      for (FaultRule.Use use : rules) {
        if (matches(use, operation, parameters, request) && use.apply()) {
          return use.rule().effect().fault().handle(request, upstream);
        }
      }
    }
    return upstream.send(request);
  }

  private boolean matches(
      FaultRule.Use use,
      @Nullable String operation,
      List<String> parameters,
      ProxyRequest request) {
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
