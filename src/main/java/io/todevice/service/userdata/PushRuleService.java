package io.todevice.service.userdata;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.PushRule;
import io.todevice.domain.PushRuleKind;
import io.todevice.domain.PushRules;
import io.todevice.domain.UserId;
import io.todevice.service.Stages;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.store.AccountDataStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The push rules of the user who asks (Matrix client-server API, <i>Push rules</i>; clause K12).
 * Rules are kept for the user's clients and given back unchanged. Safe for use by many threads.
 *
 * <p>Refused, whatever is changed: {@code M_NOT_FOUND} where there is no such rule, {@code
 * M_TOO_LARGE} where there is no room for more.
 */
public record PushRuleService(AccountDataStore store) {

  /** The longest ID of a rule, in bytes of UTF-8. */
  public static final int MAX_ID_BYTES = 255;

  /**
   * Where a rule is put.
   *
   * @param before just before this one
   * @param after just after this one, unless {@code before} is there
   */
  public record Place(Optional<String> before, Optional<String> after) {}

  /** The rules that a user has as long as nothing is stored. */
  public static PushRules defaults(UserId user) {
    return DefaultPushRules.of(user);
  }

  /** All rules. */
  public CompletionStage<PushRules> get(AuthenticatedUser asker) {
    return store
        .findPushRules(asker.requester())
        .thenApply(stored -> stored.orElseGet(() -> defaults(asker.user())));
  }

  /** One rule. */
  public CompletionStage<PushRule> get(AuthenticatedUser asker, PushRuleKind kind, String id) {
    return get(asker).thenApply(rules -> find(rules, kind, id));
  }

  /**
   * Makes a rule, or changes one of the user's. A new one is switched on, and the most important
   * one of the user's of its kind unless {@code place} says otherwise; one that is there stays
   * where it is.
   *
   * @param rule the rule; whether it is switched on does not count
   * @return completes when it is kept. Refused: {@code M_INVALID_PARAM} for an ID that a user's
   *     rule cannot have, {@code M_UNKNOWN} where {@code place} names none of the user's rules
   */
  public CompletionStage<Void> put(
      AuthenticatedUser asker, PushRuleKind kind, PushRule rule, Place place) {
    String id = rule.id();
    if (id.startsWith(".")
        || id.contains("/")
        || id.contains("\\")
        || id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
      return Stages.refused(ErrorCode.M_INVALID_PARAM, "A rule cannot have this ID");
    }
    return update(asker, rules -> put(rules, kind, rule, place));
  }

  /** Deletes one of the user's rules; the server's own stay ({@code M_NOT_FOUND}). */
  public CompletionStage<Void> delete(AuthenticatedUser asker, PushRuleKind kind, String id) {
    return update(
        asker,
        rules -> {
          if (find(rules, kind, id).isDefault()) {
            throw noSuchRule();
          }
          return rules.without(kind, id);
        });
  }

  /** Changes one rule, be it the user's or the server's. */
  public CompletionStage<Void> change(
      AuthenticatedUser asker, PushRuleKind kind, String id, UnaryOperator<PushRule> change) {
    return update(
        asker,
        rules -> {
          find(rules, kind, id);
          return rules.change(kind, id, change);
        });
  }

  private static PushRules put(PushRules rules, PushRuleKind kind, PushRule rule, Place place) {
    Optional<PushRule> there = rules.find(kind, rule.id());
    PushRule kept = rule.withEnabled(there.map(PushRule::isEnabled).orElse(true));
    Optional<String> neighbour = place.before().or(place::after);
    if (neighbour.isPresent()) {
      boolean isUsers =
          rules.find(kind, neighbour.get()).filter(other -> !other.isDefault()).isPresent();
      if (!isUsers || neighbour.get().equals(rule.id())) {
        throw new MatrixException(
            ErrorCode.M_UNKNOWN, "There is no rule of this user to put it before or after");
      }
      return rules
          .without(kind, rule.id())
          .insert(kind, kept, neighbour.get(), place.before().isPresent());
    }
    return there.isPresent()
        ? rules.change(kind, rule.id(), before -> kept)
        : rules.insertFirst(kind, kept);
  }

  /** Carries a change out; again where another change came in between. */
  private CompletionStage<Void> update(AuthenticatedUser asker, UnaryOperator<PushRules> change) {
    return store
        .findPushRules(asker.requester())
        .thenCompose(
            stored ->
                store
                    .replacePushRules(
                        asker.requester(),
                        stored,
                        change.apply(stored.orElseGet(() -> defaults(asker.user()))))
                    .thenCompose(
                        replacement ->
                            switch (replacement) {
                              case DONE -> CompletableFuture.completedStage(null);
                              case CHANGED_MEANWHILE -> update(asker, change);
                              case TOO_LARGE ->
                                  CompletableFuture.<Void>failedStage(Room.exceeded());
                            }));
  }

  private static PushRule find(PushRules rules, PushRuleKind kind, String id) {
    return rules.find(kind, id).orElseThrow(PushRuleService::noSuchRule);
  }

  private static MatrixException noSuchRule() {
    return new MatrixException(ErrorCode.M_NOT_FOUND, "There is no such rule");
  }
}
