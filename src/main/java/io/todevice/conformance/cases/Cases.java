package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.derived.DerivedCases;
import io.todevice.conformance.suite.ConformanceCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every case of the kit. */
public final class Cases {

  private Cases() {}

  /**
   * The cases in the order of their identifiers.
   *
   * @param document the assembled document, from which some of them come
   */
  public static List<ConformanceCase> list(JsonNode document) {
    List<ConformanceCase> cases = new ArrayList<>();
    cases.addAll(AuthenticationCases.list());
    cases.addAll(CredentialCases.list());
    cases.addAll(SessionEndCases.list());
    cases.addAll(SameDeviceCases.list());
    cases.addAll(DeliveryTargetCases.list());
    cases.addAll(UnknownTargetCases.list());
    cases.addAll(ContentCases.list());
    cases.addAll(RequestBodyCases.list());
    cases.addAll(OddBodyCases.list());
    cases.addAll(SizeCases.list());
    cases.addAll(PathCases.list());
    cases.addAll(KeyUploadCases.list());
    cases.addAll(KeyLookupCases.list());
    cases.addAll(KeySyncCases.list());
    cases.addAll(CrossSigningCases.list());
    cases.addAll(TransactionCases.list());
    cases.addAll(TransactionMemoryCases.list());
    cases.addAll(InboxCases.list());
    cases.addAll(WaitingCases.list());
    cases.addAll(TimeoutCases.list());
    cases.addAll(SyncTokenCases.list());
    cases.addAll(DeviceEndCases.list());
    cases.addAll(ConcurrencyCases.list());
    cases.addAll(SyncBodyCases.list());
    cases.addAll(SlidingSyncCases.list());
    cases.addAll(KeyBackupCases.list());
    cases.addAll(UserDataCases.list());
    cases.addAll(RouteCases.list());
    cases.addAll(BrowserCases.list());
    cases.addAll(RateLimitCases.list());
    cases.addAll(ServerCases.list());
    cases.addAll(AccountCases.list());
    cases.addAll(StopCases.list());
    cases.addAll(DerivedCases.list(document));
    cases.sort(Comparator.comparing(each -> each.info().id()));
    Set<String> seen = new HashSet<>();
    for (ConformanceCase each : cases) {
      if (!seen.add(each.info().id().value())) {
        throw new IllegalStateException("two cases are called " + each.info().id());
      }
    }
    return List.copyOf(cases);
  }
}
