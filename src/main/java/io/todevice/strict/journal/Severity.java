package io.todevice.strict.journal;

/** How much a rule weighs. The order is from grave to slight. */
public enum Severity {
  /** The specification demands otherwise: a server may refuse the request, or lose its sense. */
  MUST,
  /** The specification asks for it otherwise, or servers and networks are harmed. */
  SHOULD,
  /** Allowed, but something that a client's author wants to know. */
  NOTICE
}
