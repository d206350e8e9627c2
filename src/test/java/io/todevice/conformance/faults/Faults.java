package io.todevice.conformance.faults;

import java.util.List;
import java.util.stream.Stream;

/** Every faulty server. */
final class Faults {

  private Faults() {}

  static List<FaultyServer> list() {
    return Stream.of(
            CredentialFaults.list(),
            SessionEndFaults.list(),
            SendFaults.list(),
            ContentFaults.list(),
            PathFaults.list(),
            TransactionFaults.list(),
            InboxFaults.list(),
            UserDataFaults.list(),
            WaitFaults.list(),
            KeyFaults.list(),
            KeySyncFaults.list(),
            CrossSigningFaults.list(),
            SlidingSyncFaults.list(),
            AroundFaults.list(),
            OperationFaults.list())
        .flatMap(List::stream)
        .toList();
  }
}
