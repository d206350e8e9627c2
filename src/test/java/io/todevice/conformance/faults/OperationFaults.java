package io.todevice.conformance.faults;

import io.todevice.conformance.Conformance;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** For each operation of the document: servers that are not what the document says of it. */
final class OperationFaults {

  /** Without what these answer, the kit has no users: only a part of the answer is wrong. */
  private static final Set<String> NEEDED = Set.of("register", "login");

  private OperationFaults() {}

  static List<FaultyServer> list() {
    List<String> cases =
        Conformance.listCases(SpecificationDocument.getTree()).stream()
            .map(CaseInfo::id)
            .map(Object::toString)
            .toList();
    List<FaultyServer> servers = new ArrayList<>();
    for (ServedOperation operation : SpecificationDocument.get().operations()) {
      String id = operation.operationId();
      add(
          servers,
          cases,
          id + " answers something else",
          "response|every-response",
          id,
          () -> wrongShape(operation));
      add(
          servers,
          cases,
          id + " lets anybody in",
          "no-token|unknown-token",
          id,
          () -> openDoor(operation));
      add(
          servers,
          cases,
          id + " takes anything",
          "query-.*|body-(?!auth-type).*",
          id,
          () -> takesAnything(operation));
      add(
          servers,
          cases,
          id + " breaks on what it cannot read",
          "body-.*",
          id,
          () -> breaks(operation));
    }
    return servers;
  }

  private static void add(
      List<FaultyServer> servers,
      List<String> cases,
      String name,
      String about,
      String operationId,
      Supplier<Fault> fault) {
    Pattern id = Pattern.compile("API\\." + Pattern.quote(operationId) + "\\.(" + about + ")");
    Set<String> caughtBy =
        cases.stream().filter(each -> id.matcher(each).matches()).collect(Collectors.toSet());
    if (!caughtBy.isEmpty()) {
      servers.add(new FaultyServer(name, fault, List.copyOf(caughtBy)));
    }
  }

  private static Fault wrongShape(ServedOperation operation) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      boolean isProper = response.status() == 200 || response.text().contains("\"flows\"");
      if (!isFor(operation, request) || !isProper) {
        return response;
      }
      return NEEDED.contains(operation.operationId())
          ? Edits.edit(response, json -> json.put("expires_in_ms", "soon"))
          : response.withBody("[]");
    };
  }

  private static Fault openDoor(ServedOperation operation) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      boolean isTokenRefused =
          response.text().contains("M_MISSING_TOKEN")
              || response.text().contains("M_UNKNOWN_TOKEN");
      return isFor(operation, request) && response.status() == 401 && isTokenRefused
          ? ProxyResponse.json(200, "{}")
          : response;
    };
  }

  private static Fault takesAnything(ServedOperation operation) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      boolean isRefused =
          response.status() == 400
              || (response.status() == 401 && !response.text().contains("_TOKEN"));
      return isFor(operation, request) && isRefused ? ProxyResponse.json(200, "{}") : response;
    };
  }

  private static Fault breaks(ServedOperation operation) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return isFor(operation, request) && response.status() == 400
          ? ProxyResponse.error(500, "M_UNKNOWN")
          : response;
    };
  }

  private static boolean isFor(ServedOperation operation, ProxyRequest request) {
    String path = operation.path().replaceAll("\\{[^{}]+}", "[^/]+");
    return operation.method().equals(request.method()) && request.path().matches(path);
  }
}
