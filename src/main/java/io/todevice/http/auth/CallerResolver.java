package io.todevice.http.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.ApplicationService;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.call.Caller;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.spec.model.Credentials;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Says who makes a request, or which error it is answered with for want of a good token. Safe for
 * use by many threads, if the authenticator is.
 *
 * @param everywhere the rules for a token that an operation does not need: where an application
 *     service may put its token to log in or register
 */
public record CallerResolver(
    Authenticator authenticator, ApplicationServices services, TokenExtractor everywhere) {

  /**
   * The caller of a request.
   *
   * <p>Where the operation needs a token the stage fails with a {@link MatrixException}: {@code
   * M_MISSING_TOKEN} if there is none, {@code M_UNKNOWN_TOKEN} if it is not known or not
   * well-formed, the same with {@code soft_logout} if it has expired (clause A1). Where a token is
   * optional, the caller is anonymous in these cases, and where the authenticator could not find
   * out. An application service is the user and the device that the query names, refused as {@link
   * ApplicationServices#actAs}. The stage fails otherwise only if the authenticator could not find
   * out.
   *
   * @param extractor the operation's rules
   * @param credentials the request's headers and query
   * @param network where the request comes from
   */
  public CompletionStage<Caller> resolve(
      TokenExtractor extractor, Credentials credentials, Supplier<ClientNetwork> network) {
    if (extractor.isTokenIgnored()) {
      return CompletableFuture.completedStage(nobody(everywhere.search(credentials)));
    }
    TokenSearch search = extractor.search(credentials);
    if (search instanceof TokenSearch.Found found) {
      Optional<ApplicationService> service = services.find(found.token());
      return service.isPresent()
          ? act(service.get(), found.token(), credentials)
          : authenticate(found.token(), extractor.isTokenOptional(), network);
    } else if (extractor.isTokenOptional()) {
      return CompletableFuture.completedStage(Caller.ANONYMOUS);
    }
    return CompletableFuture.failedStage(
        search instanceof TokenSearch.Absent
            ? new MatrixException(ErrorCode.M_MISSING_TOKEN, "Missing access token")
            : MatrixException.unknownToken());
  }

  private Caller nobody(TokenSearch search) {
    return search instanceof TokenSearch.Absent
        ? Caller.ANONYMOUS
        : new Caller(
            Optional.empty(),
            search instanceof TokenSearch.Found found
                ? services.find(found.token())
                : Optional.empty(),
            true,
            Caller.ANONYMOUS.network());
  }

  private CompletionStage<Caller> act(
      ApplicationService service, AccessToken token, Credentials credentials) {
    return services
        .actAs(
            service,
            token,
            credentials.findQuery("user_id"),
            credentials
                .findQuery("device_id")
                // From before Matrix v1.17.
                .or(() -> credentials.findQuery("org.matrix.msc3202.device_id")))
        .thenApply(Caller::of);
  }

  private CompletionStage<Caller> authenticate(
      AccessToken token, boolean isOptional, Supplier<ClientNetwork> network) {
    CompletionStage<Authentication> answer;
    try {
      answer = authenticator.authenticate(token, network);
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
                : Caller.of(authentication.getAccepted().device()));
  }
}
