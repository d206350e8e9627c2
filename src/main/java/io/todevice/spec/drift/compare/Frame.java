package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What openapi-diff is given of a document: its operations without their schemas and security. Each
 * stands at a path that tells which pair it belongs to, so that one that has moved still meets its
 * other half.
 */
final class Frame {

  private Frame() {}

  /** One side of the pairs. */
  static OpenAPI of(
      List<OperationPair> pairs, Function<OperationPair, Optional<SpecOperation>> side) {
    Paths paths = new Paths();
    for (int i = 0; i < pairs.size(); i++) {
      String path = pathOf(i);
      side.apply(pairs.get(i))
          .ifPresent(
              operation -> paths.addPathItem(path, new PathItem().post(operationOf(operation))));
    }
    return new OpenAPI().components(new Components()).paths(paths);
  }

  /** The pair that stands at a path. */
  static OperationPair pairAt(String path, List<OperationPair> pairs) {
    return pairs.get(Integer.parseInt(path.substring(1)));
  }

  private static String pathOf(int pair) {
    return "/" + pair;
  }

  private static Operation operationOf(SpecOperation source) {
    JsonNode node = source.node();
    Operation operation =
        new Operation()
            .summary(text(node, "summary"))
            .description(text(node, "description"))
            .responses(responsesOf(node.path("responses")));
    Parameters.of(source)
        .forEach((key, parameter) -> operation.addParametersItem(parameterOf(key, parameter)));
    if (node.path("requestBody").isObject()) {
      JsonNode body = node.get("requestBody");
      operation.requestBody(
          new RequestBody()
              .description(text(body, "description"))
              .required(body.path("required").asBoolean(false))
              .content(contentOf(body)));
    }
    return operation;
  }

  private static Parameter parameterOf(String key, JsonNode source) {
    String in = source.path("in").asText("");
    Parameter parameter =
        new Parameter()
            .in(in)
            .name(key)
            .description(text(source, "description"))
            .required(source.path("required").asBoolean(false))
            .allowEmptyValue(source.path("allowEmptyValue").asBoolean(false))
            .schema(new Schema<>());
    boolean isForm = in.equals("query") || in.equals("cookie");
    String style = source.path("style").asText(isForm ? "form" : "simple");
    for (Parameter.StyleEnum known : Parameter.StyleEnum.values()) {
      if (known.toString().equals(style)) {
        parameter.style(known);
      }
    }
    return parameter.explode(source.path("explode").asBoolean(style.equals("form")));
  }

  private static ApiResponses responsesOf(JsonNode source) {
    ApiResponses responses = new ApiResponses();
    for (Map.Entry<String, JsonNode> member : source.properties()) {
      ApiResponse response =
          new ApiResponse()
              .description(text(member.getValue(), "description"))
              .content(contentOf(member.getValue()));
      for (Map.Entry<String, JsonNode> header : member.getValue().path("headers").properties()) {
        response.addHeaderObject(
            header.getKey(),
            new Header()
                .description(text(header.getValue(), "description"))
                .required(header.getValue().path("required").asBoolean(false))
                .schema(new Schema<>()));
      }
      responses.addApiResponse(member.getKey(), response);
    }
    return responses;
  }

  private static Content contentOf(JsonNode owner) {
    Content content = new Content();
    owner
        .path("content")
        .fieldNames()
        .forEachRemaining(type -> content.addMediaType(type, new MediaType()));
    return content;
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText("");
  }
}
