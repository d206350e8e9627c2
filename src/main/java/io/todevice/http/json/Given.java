package io.todevice.http.json;

/**
 * Stands in the type of a generated builder for a required property that has been set. There are no
 * values of it.
 */
public final class Given {

  private Given() {}
}
