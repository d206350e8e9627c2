package io.todevice.spec.drift.report;

/** Which way something travels, on which it depends who can be surprised by a change of it. */
public enum Direction {
  /** From the client: the old revision's clients send what the old revision allows. */
  REQUEST,
  /** To the client: the old revision's clients expect what the old revision promises. */
  RESPONSE
}
