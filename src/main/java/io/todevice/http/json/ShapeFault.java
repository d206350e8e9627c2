package io.todevice.http.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.text.OneLine;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with JSON that has another shape than expected: which property, and why. */
final class ShapeFault {

  private static final int MAX_PLACE = 200;

  private ShapeFault() {}

  /**
   * The refusal of a text that is JSON.
   *
   * @param name what to call the text
   */
  static MatrixException of(JacksonException fault, String name) {
    if (fault.getCause() instanceof MissingPropertyException missing) {
      return new MatrixException(
          ErrorCode.M_MISSING_PARAM,
          "Missing property '" + OneLine.of(path(fault) + missing.property(), MAX_PLACE) + "'");
    }
    String place = path(fault);
    String subject =
        place.isEmpty()
            ? name
            : "'" + OneLine.of(place.substring(0, place.length() - 1), MAX_PLACE) + "'";
    return new MatrixException(ErrorCode.M_BAD_JSON, subject + " " + reason(fault));
  }

  /** The names on the way to the fault, each with a dot behind it; values are not among them. */
  private static String path(JacksonException fault) {
    List<JsonMappingException.Reference> path =
        fault instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    return path.stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? Integer.toString(step.getIndex())
                    : step.getFieldName())
        .map(step -> step + ".")
        .collect(Collectors.joining());
  }

  private static String reason(JacksonException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidNullException) {
        return "must not be null";
      } else if (cause instanceof MismatchedInputException mismatch) {
        return "must be " + expected(mismatch.getTargetType());
      } else if (cause instanceof JsonParseException unfaithful) {
        return "holds " + OneLine.of(unfaithful.getOriginalMessage(), MAX_PLACE);
      }
    }
    return "has a value that is not allowed";
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    } else if (type == String.class) {
      return "a string";
    } else if (type == Boolean.class) {
      return "true or false";
    } else if (type == Long.class) {
      return "a whole number of 64 bits";
    } else if (Number.class.isAssignableFrom(type)) {
      return "a number";
    } else if (Iterable.class.isAssignableFrom(type)) {
      return "a list";
    }
    boolean isObject =
        type == JsonObject.class
            || Map.class.isAssignableFrom(type)
            || type.isRecord()
            || (type.getEnclosingClass() != null && type.getEnclosingClass().isRecord());
    return isObject ? "an object" : "of another shape";
  }
}
