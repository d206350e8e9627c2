package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedHeader;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedParameter;
import org.openapitools.openapidiff.core.model.ChangedRequestBody;
import org.openapitools.openapidiff.core.model.ChangedResponse;

/** What openapi-diff has found in one operation, said in kinds of change. For one use. */
final class FrameFindings {

  private static final String JSON = "application/json";
  private static final Set<Character> ERROR_CLASSES = Set.of('4', '5', 'd');

  private final Map<String, JsonNode> oldParameters;
  private final Map<String, JsonNode> newParameters;
  private final List<Finding> findings = new ArrayList<>();

  FrameFindings(OperationPair pair) {
    oldParameters = Parameters.of(pair.before().orElseThrow());
    newParameters = Parameters.of(pair.after().orElseThrow());
  }

  List<Finding> of(ChangedOperation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().getIncreased().forEach(added -> added(added.getName()));
      operation.getParameters().getMissing().forEach(missing -> removed(missing.getName()));
      operation.getParameters().getChanged().forEach(this::parameter);
    }
    if (operation.getRequestBody() != null) {
      body(operation.getRequestBody());
    }
    if (operation.getApiResponses() != null) {
      operation.getApiResponses().getIncreased().keySet().forEach(this::statusAdded);
      operation.getApiResponses().getMissing().keySet().forEach(this::statusRemoved);
      operation.getApiResponses().getChanged().forEach(this::response);
    }
    return findings;
  }

  private void added(String key) {
    JsonNode parameter = newParameters.getOrDefault(key, MissingNode.getInstance());
    boolean isHeader = parameter.path("in").asText("").equals("header");
    boolean isRequired = parameter.path("required").asBoolean(false);
    ChangeKind optional = isHeader ? ChangeKind.HEADER_PARAMETER_ADDED : ChangeKind.PARAMETER_ADDED;
    request(
        isRequired ? ChangeKind.REQUIRED_PARAMETER_ADDED : optional,
        "",
        isRequired ? "required" : "optional",
        Parameters.show(parameter));
  }

  private void removed(String key) {
    JsonNode parameter = oldParameters.getOrDefault(key, MissingNode.getInstance());
    request(
        ChangeKind.PARAMETER_REMOVED,
        parameter.path("required").asBoolean(false) ? "required" : "optional",
        "",
        Parameters.show(parameter));
  }

  private void parameter(ChangedParameter changed) {
    String place =
        Parameters.show(newParameters.getOrDefault(changed.getName(), MissingNode.getInstance()));
    if (changed.isChangeRequired()) {
      required(
          changed.getNewParameter().getRequired(),
          ChangeKind.PARAMETER_BECAME_REQUIRED,
          ChangeKind.PARAMETER_BECAME_OPTIONAL,
          place);
    }
    if (changed.isChangeStyle() || changed.isChangeExplode()) {
      request(
          ChangeKind.PARAMETER_SERIALISATION_CHANGED,
          style(changed.getOldParameter()),
          style(changed.getNewParameter()),
          place);
    }
    if (changed.isChangeAllowEmptyValue()) {
      request(
          ChangeKind.EMPTY_VALUE_CHANGED,
          "allowEmptyValue: " + changed.getOldParameter().getAllowEmptyValue(),
          "allowEmptyValue: " + changed.getNewParameter().getAllowEmptyValue(),
          place);
    }
  }

  private static String style(Parameter parameter) {
    return parameter.getStyle() + (Boolean.TRUE.equals(parameter.getExplode()) ? ", explode" : "");
  }

  private void body(ChangedRequestBody changed) {
    String place = "request body";
    if (changed.getOldRequestBody() == null) {
      boolean isRequired = Boolean.TRUE.equals(changed.getNewRequestBody().getRequired());
      request(
          isRequired ? ChangeKind.REQUIRED_BODY_ADDED : ChangeKind.BODY_ADDED,
          "",
          isRequired ? "required" : "optional",
          place);
    } else if (changed.getNewRequestBody() == null) {
      boolean wasRequired = Boolean.TRUE.equals(changed.getOldRequestBody().getRequired());
      request(ChangeKind.BODY_REMOVED, wasRequired ? "required" : "optional", "", place);
    } else {
      if (changed.isChangeRequired()) {
        required(
            changed.getNewRequestBody().getRequired(),
            ChangeKind.BODY_BECAME_REQUIRED,
            ChangeKind.BODY_BECAME_OPTIONAL,
            place);
      }
      content(changed.getContent(), Direction.REQUEST, place);
    }
  }

  private void statusAdded(String status) {
    response(
        isSuccess(status) ? ChangeKind.SUCCESS_STATUS_ADDED : ChangeKind.ERROR_STATUS_ADDED,
        "",
        status,
        "response " + status);
  }

  private void statusRemoved(String status) {
    response(
        isSuccess(status) ? ChangeKind.SUCCESS_STATUS_REMOVED : ChangeKind.ERROR_STATUS_REMOVED,
        status,
        "",
        "response " + status);
  }

  private void response(String status, ChangedResponse changed) {
    String place = "response " + status;
    content(changed.getContent(), Direction.RESPONSE, place);
    if (changed.getHeaders() != null) {
      changed.getHeaders().getIncreased().forEach((name, header) -> added(name, header, place));
      changed
          .getHeaders()
          .getMissing()
          .keySet()
          .forEach(name -> response(ChangeKind.HEADER_REMOVED, name, "", place, "header " + name));
      changed.getHeaders().getChanged().forEach((name, header) -> header(name, header, place));
    }
  }

  private void added(String name, Header header, String place) {
    boolean isRequired = Boolean.TRUE.equals(header.getRequired());
    response(
        isRequired ? ChangeKind.REQUIRED_HEADER_ADDED : ChangeKind.HEADER_ADDED,
        "",
        isRequired ? "required" : "optional",
        place,
        "header " + name);
  }

  private void header(String name, ChangedHeader changed, String place) {
    if (changed.isRequired()) {
      required(
          changed.getNewHeader().getRequired(),
          ChangeKind.HEADER_BECAME_REQUIRED,
          ChangeKind.HEADER_BECAME_OPTIONAL,
          place,
          "header " + name);
    }
  }

  private void content(@Nullable ChangedContent changed, Direction direction, String place) {
    if (changed == null) {
      return;
    }
    for (String type : changed.getIncreased().keySet()) {
      ChangeKind kind = type.equals(JSON) ? ChangeKind.JSON_ADDED : ChangeKind.MEDIA_TYPE_ADDED;
      findings.add(Finding.of(kind, direction, "", type, place));
    }
    for (String type : changed.getMissing().keySet()) {
      ChangeKind kind = type.equals(JSON) ? ChangeKind.JSON_REMOVED : ChangeKind.MEDIA_TYPE_REMOVED;
      findings.add(Finding.of(kind, direction, type, "", place));
    }
  }

  private void required(
      @Nullable Boolean now, ChangeKind required, ChangeKind optional, String... place) {
    boolean isRequired = Boolean.TRUE.equals(now);
    request(
        isRequired ? required : optional,
        isRequired ? "optional" : "required",
        isRequired ? "required" : "optional",
        place);
  }

  private void request(ChangeKind kind, String was, String now, String... place) {
    findings.add(Finding.of(kind, Direction.REQUEST, was, now, place));
  }

  private void response(ChangeKind kind, String was, String now, String... place) {
    findings.add(Finding.of(kind, Direction.RESPONSE, was, now, place));
  }

  /** Whether a status tells of success, or of anything else that is no error. */
  private static boolean isSuccess(String status) {
    return !ERROR_CLASSES.contains(status.charAt(0));
  }
}
