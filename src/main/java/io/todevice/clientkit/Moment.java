package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.conformance.suite.Json;
import io.todevice.faults.Edits;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import io.todevice.faults.ProxyResponse.Sending;
import io.todevice.text.PercentCoding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Something that was seen of a client: a request, or a report. Immutable. */
sealed interface Moment {

  /** Its place among all that was seen, from 0. */
  int number();

  /**
   * A request of the client.
   *
   * @param number its place
   * @param request the request
   * @param nanos when it arrived, as {@link System#nanoTime}
   * @param response what the client is sent; empty as long as it is sent nothing
   * @param answeredNanos when sending began
   */
  record Call(
      int number,
      ProxyRequest request,
      long nanos,
      Optional<ProxyResponse> response,
      long answeredNanos)
      implements Moment {

    Call answered(ProxyResponse with, long atNanos) {
      return new Call(number, request, nanos, Optional.of(with), atNanos);
    }

    /** Whether the client has got a whole response with this status. */
    boolean isAnswered(int status) {
      return response.filter(each -> isWhole(each) && each.status() == status).isPresent();
    }

    /** Whether the client has got something else than a whole success. */
    boolean isBroken() {
      return response.isPresent() && !isAnswered(200);
    }

    private static boolean isWhole(ProxyResponse response) {
      return response.sending().part() == Sending.WHOLE.part();
    }

    /** The parts of the path behind the operation, decoded. */
    List<String> pathValues() {
      return Stream.of(request.operation().split("/", -1))
          .skip(2)
          .map(part -> PercentCoding.decode(part, /* isPlusSpace= */ false).orElse(part))
          .toList();
    }

    /** The value of a query parameter, decoded. */
    Optional<String> query(String name) {
      return request.findQuery(name);
    }

    /** The JSON of its body; missing if it has none. */
    JsonNode body() {
      return Json.find(request.body()).orElseGet(MissingNode::getInstance);
    }

    /** The JSON of its response; missing if it has none. */
    JsonNode responseBody() {
      return response.flatMap(each -> Json.find(each.body())).orElseGet(MissingNode::getInstance);
    }

    /** The messages in its response. */
    List<JsonNode> events() {
      return response.map(Edits::events).orElse(List.of());
    }

    /** The position in its response. */
    String nextBatch() {
      return response.map(Edits::nextBatch).orElse("");
    }

    OptionalInt place() {
      return OptionalInt.of(number);
    }
  }

  /**
   * A line of the client's.
   *
   * @param number its place
   * @param kind what it reports, for example {@code received}
   * @param value the report
   * @param nanos when it came
   */
  record Report(int number, String kind, JsonNode value, long nanos) implements Moment {}
}
