package io.todevice.strict.check;

import io.todevice.strict.journal.Rule;
import io.todevice.text.Sha256;
import io.todevice.validation.MatchedRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a transaction ID is used for other content than before on the same device and path (T1).
 * The same content is a retry; another event type makes another path; what was refused is not
 * remembered (T3).
 */
final class TransactionCheck implements Check {

  private static final String TRANSACTION = "txnId";
  private static final int TRANSACTIONS = 500;

  /** The digests of the contents by the digests of the paths, of the latest ones. */
  static final class Memory {

    private final Map<String, String> contents =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > TRANSACTIONS;
          }
        };
  }

  @Override
  public void check(Examination seen, Findings findings) {
    if (seen.matched().isEmpty() || seen.memory().isEmpty() || !seen.isSuccess()) {
      return;
    }
    MatchedRequest request = seen.matched().get();
    if (request.pathValues().containsKey(TRANSACTION)) {
      String path =
          Sha256.hex(request.operation().operationId() + new TreeMap<>(request.pathValues()));
      String content = Sha256.hex(Json.canonical(seen.body()));
      String before = seen.memory().get().transactions.contents.putIfAbsent(path, content);
      if (before != null && !before.equals(content)) {
        findings.add(Rule.TRANSACTION_REUSED, Rule.TRANSACTION_REUSED.title());
      }
    }
  }
}
