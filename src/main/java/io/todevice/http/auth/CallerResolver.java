package io.todevice.http.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.call.Caller;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authenticator;
import io.todevice.spec.model.Credentials;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says who makes a request, or which error it is answered with for want of a good token. Safe for
 * use by many threads, if the authenticator is.
 */
public final class CallerResolver {

  private static final CompletionStage<Caller> ANONYMOUS =
      CompletableFuture.completedStage(Caller.ANONYMOUS);

  private final Authenticator authenticator;

  /** Asks {@code authenticator} about tokens. */
  public CallerResolver(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /**
   * The caller of a request.
   *
   * <p>Where the operation needs a token the stage fails with a {@link MatrixException}: {@code
   * M_MISSING_TOKEN} if there is none, {@code M_UNKNOWN_TOKEN} if it is not known or not
   * well-formed, the same with {@code soft_logout} if it has expired (clause A1). Where a token is
   * optional, the caller is anonymous in these cases, and where the authenticator could not find
   * out. The stage fails otherwise only if the authenticator could not find out.
   *
   * @param extractor the operation's rules
   * @param credentials the request's headers and query
   */
  public CompletionStage<Caller> resolve(TokenExtractor extractor, Credentials credentials) {
    if (extractor.isTokenIgnored()) {
      return ANONYMOUS;
    }
    TokenSearch search = extractor.search(credentials);
    if (search instanceof TokenSearch.Found found) {
      return authenticate(found.token(), extractor.isTokenOptional());
    } else if (extractor.isTokenOptional()) {
      return ANONYMOUS;
    }
    return CompletableFuture.failedStage(
        search instanceof TokenSearch.Absent
            ? new MatrixException(ErrorCode.M_MISSING_TOKEN, "Missing access token")
            : MatrixException.unknownToken());
  }

  private CompletionStage<Caller> authenticate(AccessToken token, boolean isOptional) {
    CompletionStage<Authentication> answer;
    try {
      answer = authenticator.authenticate(token);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    if (isOptional) {
      // Where nobody can say whose token it is, the operation goes on without.
      answer = answer.exceptionally(failure -> new Authentication.Unknown());
    }
    return answer.thenApply(
        authentication ->
            isOptional && !(authentication instanceof Authentication.Accepted)
                ? Caller.ANONYMOUS
                : new Caller(
                    Optional.of(authentication.getAccepted().device()),
                    Caller.ANONYMOUS.network()));
  }
}
