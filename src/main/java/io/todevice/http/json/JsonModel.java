package io.todevice.http.json;

/** A value that writes itself as JSON: every generated model does. */
public interface JsonModel {

  /** Writes the value, as {@link JsonOutput#value} demands: exactly one. */
  void writeTo(JsonOutput json);
}
