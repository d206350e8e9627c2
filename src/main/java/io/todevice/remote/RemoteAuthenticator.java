package io.todevice.remote;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.TokenHash;
import io.todevice.remote.TokenSource.Verdict;
import io.todevice.service.Stages;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.auth.ExternalTokens;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.limits.RequestLimiter;
import io.todevice.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the tokens that another server vouches for. The user and the device of a token are
 * created here with the first request that has the token.
 *
 * <p>The other server is asked once about a token for all requests within {@code memory}, and again
 * after that, also for a sync that waits. So a token that ends there ends here within {@code
 * memory} (clause A5). A token whose device was deleted here is not accepted again (until 100,000
 * other tokens were used, or a restart), though the other server may still know it.
 *
 * <p>Safe for use by many threads.
 */
public final class RemoteAuthenticator implements Authenticator {

  /** A cache would log a stage that fails, with a stack trace. */
  private record Answer(@Nullable Verdict verdict, @Nullable Throwable failure) {}

  private static final int MAX_TOKENS = 100_000;

  /** How many questions may be open at once, wherever they come from. */
  private static final int MAX_QUESTIONS = 256;

  private final ExternalTokens external;
  private final TokenSource source;
  private final RequestLimiter limiter;
  private final InstantSource clock;
  private final Duration memory;
  private final AsyncCache<TokenHash, Answer> answers;
  private final Cache<TokenHash, DeviceIncarnation> devices =
      Caffeine.newBuilder().maximumSize(MAX_TOKENS).build();
  private final AtomicInteger questions = new AtomicInteger();

  /**
   * Asks {@code source}.
   *
   * @param limiter counts the tokens that have never been good against the networks they come from
   * @param memory for how long an answer counts
   * @param clock says which tokens have expired
   * @param ticker measures {@code memory}
   */
  public RemoteAuthenticator(
      Store store,
      TokenSource source,
      RequestLimiter limiter,
      Duration memory,
      InstantSource clock,
      Ticker ticker) {
    this.external = new ExternalTokens(store);
    this.source = source;
    this.limiter = limiter;
    this.memory = memory;
    this.clock = clock;
    answers =
        Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfterWrite(memory)
            .ticker(ticker)
            .executor(Runnable::run)
            .buildAsync();
  }

  @Override
  public CompletionStage<Authentication> authenticate(AccessToken token) {
    return authenticate(token, () -> ClientNetwork.UNKNOWN);
  }

  @Override
  public CompletionStage<Authentication> authenticate(
      AccessToken token, Supplier<ClientNetwork> network) {
    TokenHash hash = TokenHash.of(token);
    return answers
        .get(
            hash,
            (key, executor) ->
                (devices.getIfPresent(hash) == null ? askOfNew(token, network.get()) : ask(token))
                    .handle(Answer::new)
                    .toCompletableFuture())
        .thenCompose(
            answer -> {
              Verdict verdict = answer.verdict();
              if (verdict != null) {
                return judge(verdict, hash, token);
              }
              answers.synchronous().invalidate(hash);
              return CompletableFuture.failedStage(Objects.requireNonNull(answer.failure()));
            });
  }

  private CompletionStage<Verdict> askOfNew(AccessToken token, ClientNetwork network) {
    Optional<Duration> wait = limiter.admit(Optional.empty(), () -> network);
    return wait.isPresent()
        ? Stages.refused(MatrixException.limitExceeded(wait.get()))
        : ask(token)
            .thenApply(
                verdict -> {
                  if (verdict instanceof Verdict.Good) {
                    limiter.giveBack(network);
                  }
                  return verdict;
                });
  }

  private CompletionStage<Verdict> ask(AccessToken token) {
    if (questions.incrementAndGet() > MAX_QUESTIONS) {
      questions.decrementAndGet();
      return Stages.refused(ErrorCode.UNAVAILABLE, "Too many access tokens are being checked");
    }
    CompletionStage<Verdict> answer;
    try {
      answer = source.ask(token);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    return answer.whenComplete((verdict, failure) -> questions.decrementAndGet());
  }

  private CompletionStage<Authentication> judge(
      Verdict verdict, TokenHash hash, AccessToken token) {
    if (!(verdict instanceof Verdict.Good good)) {
      return CompletableFuture.completedStage(
          verdict instanceof Verdict.Expired
              ? new Authentication.Expired()
              : new Authentication.Unknown());
    }
    Instant now = clock.instant();
    if (good.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
      return CompletableFuture.completedStage(new Authentication.Expired());
    }
    Instant askedAgain = now.plus(memory);
    Optional<Instant> lookAgain =
        good.expiresAt().filter(askedAgain::isAfter).or(() -> Optional.of(askedAgain));
    DeviceIncarnation before = devices.getIfPresent(hash);
    CompletionStage<DeviceIncarnation> device =
        before == null || !before.address().equals(good.device())
            ? external.ensureExists(good.device(), Optional.empty())
            : CompletableFuture.completedStage(before);
    return device.thenCompose(
        incarnation -> {
          devices.put(hash, incarnation);
          return external.authenticate(incarnation, token, lookAgain);
        });
  }
}
