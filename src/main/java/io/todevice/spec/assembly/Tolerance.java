package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;

/** What becomes of a fault in a part of the files. */
enum Tolerance {
  /** It is thrown: the document is to be served. */
  NONE,
  /** Only a security scheme that nothing defines is kept and marked: code is to be generated. */
  MARK_SCHEMES,
  /** The faulty part stays as it stands in the file and is marked: the document is to be read. */
  MARK;

  /** The member of an object with a reference that leads nowhere. Its value is the reason. */
  static final String FAULT = "x-fault";

  /**
   * The member of an operation with the faults of its own members, each an object with the {@code
   * member}, its {@code value} and the {@code reason}.
   */
  static final String FAULTS = "x-faults";

  /** Throws the fault unless it is to be marked. */
  void refuse(SpecificationException fault) {
    if (this != MARK) {
      throw fault;
    }
  }

  /** Throws the fault of a security scheme that nothing defines unless it is to be marked. */
  void refuseScheme(SpecificationException fault) {
    if (this == NONE) {
      throw fault;
    }
  }

  /** Marks a member of an operation, which keeps its value. */
  static void mark(
      ObjectNode operation, String member, JsonNode value, SpecificationException fault) {
    ObjectNode entry = operation.withArray("/" + FAULTS).addObject();
    entry.put("member", member);
    entry.set("value", value);
    entry.put("reason", fault.getMessage());
    if (!value.isMissingNode()) {
      operation.set(member, value);
    }
  }
}
